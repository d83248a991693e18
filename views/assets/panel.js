// Makes the panel smoother where JavaScript runs; everything works without it.

let busy = false;

/** A form is sent without reloading the page: the answer is the same page, of which only `main` is taken. */
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const status = document.querySelector('#status');
  const main = document.querySelector('main');
  const place = placeOf(form);
  status.textContent = status.dataset.working;
  main.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
    });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // Something between the tool and this page may answer in its place.
    if (!page.querySelector('main')) throw new Error('This is no page of the tool.');
    // Another page may have been opened meanwhile (lti-visits.js): that one stays.
    if (main.isConnected) show(page, place);
  } catch {
    main.removeAttribute('aria-busy');
    status.textContent = status.dataset.unreachable;
    status.className = 'problem page';
  } finally {
    busy = false;
  }
});

/** Index of the card that holds an element; -1 outside the cards. */
function placeOf(element) {
  return [...document.querySelectorAll('.cards > li')].indexOf(element.closest('li'));
}

function show(page, place) {
  const status = document.querySelector('#status');
  document.querySelector('main').replaceWith(page.querySelector('main'));
  document.documentElement.dataset.scheme = page.documentElement.dataset.scheme ?? 'light';
  moveNotice(place);
  status.className = 'visually-hidden';
  const focus = document.querySelector('[data-focus]') ?? document.querySelector('h1');
  if (focus.matches('h1')) focus.tabIndex = -1;
  focus.focus();
  const notice = document.querySelector('#notice');
  // What has the focus is read out anyway.
  status.textContent = notice && notice !== focus ? notice.textContent : '';
}

/** The notice appears where the person is, not at the top of a long page. */
function moveNotice(place) {
  const notice = document.querySelector('.notice');
  const cards = document.querySelector('.cards');
  if (place < 0 || !notice || !cards) return;
  const item = document.createElement('li');
  item.append(notice);
  cards.insertBefore(item, cards.children[place] ?? null);
}

/** Opening a course is reported once, also by browsers that know no `ping`. */
for (const type of ['click', 'auxclick']) {
  document.addEventListener(type, (event) => {
    const link = event.target.closest?.('a[ping]');
    if (!link || event.button > 1) return;
    fetch(link.getAttribute('ping'), { method: 'POST', keepalive: true }).catch(() => {});
    link.removeAttribute('ping');
  });
}
