// Makes the panel smoother where JavaScript runs; everything works without it.

/** Actions are sent one after another, so that each answer is the page as it is after all before it. */
let last = Promise.resolve();
/** What is being sent or waits: a form that is pressed twice is one action. */
const waiting = new Set();
/** By a `main`: the one that an answer has put in its place. */
const successors = new WeakMap();

/** A form is sent without reloading the page: of the answer, only what the action changes is taken. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if ((event.submitter?.formMethod || form.method) !== 'post') return;
  event.preventDefault();
  // Read now: an earlier answer may take the form away.
  const { action } = form;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const name = `${action} ${body}`;
  if (waiting.has(name)) return;
  waiting.add(name);
  const pressed = {
    main: document.querySelector('main'),
    course: form.closest('[data-course]')?.dataset.course,
    button: [...form.classList].map((one) => `.${one}`).join('') || 'form',
    bottom: form.getBoundingClientRect().bottom + scrollY,
  };
  last = last.then(() => send(action, body, pressed)).finally(() => waiting.delete(name));
});

async function send(action, body, pressed) {
  const status = document.querySelector('#status');
  newest(pressed.main).setAttribute('aria-busy', 'true');
  if (status) say(status, status.dataset.working);
  try {
    const response = await fetch(action, { method: 'POST', body });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // Something between the tool and this page may answer in its place.
    if (!page.querySelector('main')) throw new Error('This is no page of the tool.');
    if (response.status === 503) throw { why: page.querySelector('main p').textContent };
    // Another page that was opened meanwhile (lti-visits.js) stays.
    if (newest(pressed.main).isConnected) show(page, pressed);
  } catch ({ why }) {
    if (!status) return;
    say(status, why ?? status.dataset.unreachable);
    // Just below what was pressed: nothing moves.
    status.className = 'problem failed';
    status.style.top = `${pressed.bottom}px`;
  } finally {
    newest(pressed.main).removeAttribute('aria-busy');
  }
}

function say(status, text) {
  status.className = 'visually-hidden';
  status.style.top = '';
  status.textContent = text;
}

function newest(main) {
  return successors.has(main) ? newest(successors.get(main)) : main;
}

function show(page, pressed) {
  const status = document.querySelector('#status');
  const text = (itemOf(page, pressed.course)?.querySelector('#notice') ?? page.querySelector('#notice'))
    ?.textContent;
  const focus = replace(page, pressed) ?? document.querySelector('h1');
  document.documentElement.dataset.scheme = page.documentElement.dataset.scheme ?? 'light';
  if (focus.matches('h1')) focus.tabIndex = -1;
  focus.focus();
  if (!status) return;
  // What has the focus is read out anyway.
  say(status, text && focus.textContent !== text ? text : '');
}

/**
 * Puts the answer in, so that nothing moves away from under the pointer: of a course, only its place in a list.
 * @returns what gets the focus
 */
function replace(page, { main: from, course, button }) {
  const main = newest(from);
  const item = itemOf(main, course);
  const next = itemOf(page, course);
  if (item && next) {
    for (const id of next.querySelectorAll('[id]')) id.removeAttribute('id');
    if (!next.querySelector('.card')) next.style.minHeight = `${item.getBoundingClientRect().height}px`;
    if (item.querySelector('details[open]')) next.querySelector('details')?.setAttribute('open', '');
    item.replaceWith(next);
    for (const live of page.querySelectorAll('[data-live]'))
      document.querySelector(`[data-live=${live.dataset.live}]`)?.replaceWith(live);
    return (
      next.querySelector(`${button} button`) ??
      next.querySelector('[data-focus], .hide button') ??
      next.querySelector('button')
    );
  }
  const whole = page.querySelector('main');
  main.replaceWith(whole);
  successors.set(main, whole);
  return whole.querySelector('[data-focus]');
}

/** The place of a course in a list. */
function itemOf(page, course) {
  return [...page.querySelectorAll('[data-course]')].find((item) => item.dataset.course === course);
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
