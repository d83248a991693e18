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
  if (form.method !== 'post') return;
  event.preventDefault();
  // All is read now: the answer to an action before may take the form away.
  const { action } = form;
  const body = new URLSearchParams(new FormData(form));
  const name = `${action} ${body}`;
  if (waiting.has(name)) return;
  waiting.add(name);
  const pressed = {
    main: document.querySelector('main'),
    item: form.closest('[data-course]'),
    part: form.closest('.cards') ? 'courses' : form.closest('.taken') && 'taken',
    kind: form.className,
    place: placeOf(form),
    course: courseOf(form),
  };
  last = last.then(() => send(action, body, pressed)).finally(() => waiting.delete(name));
});

async function send(action, body, pressed) {
  const status = document.querySelector('#status');
  newest(pressed.main).setAttribute('aria-busy', 'true');
  if (status) status.textContent = status.dataset.working;
  try {
    const response = await fetch(action, { method: 'POST', body });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // Something between the tool and this page may answer in its place.
    if (!page.querySelector('main')) throw new Error('This is no page of the tool.');
    // Another page may have been opened meanwhile (lti-visits.js): that one stays.
    if (newest(pressed.main).isConnected) show(page, pressed);
  } catch {
    if (!status) return;
    status.textContent = status.dataset.unreachable;
    status.className = 'problem page';
  } finally {
    newest(pressed.main).removeAttribute('aria-busy');
  }
}

function newest(main) {
  return successors.has(main) ? newest(successors.get(main)) : main;
}

/** Index of the card that holds an element; -1 outside the cards. */
function placeOf(element) {
  return [...document.querySelectorAll('.cards > li')].indexOf(element.closest('li'));
}

function itemOf(page, course) {
  return [...page.querySelectorAll('[data-course]')].find((item) => item.dataset.course === course);
}

/** Key of the course that a form is about. */
function courseOf(form) {
  return new URL(form.action).searchParams.get('course');
}

function show(page, pressed) {
  const status = document.querySelector('#status');
  const text = page.querySelector('#notice')?.textContent;
  const focus = replace(page, pressed) ?? document.querySelector('h1');
  document.documentElement.dataset.scheme = page.documentElement.dataset.scheme ?? 'light';
  if (focus.matches('h1')) focus.tabIndex = -1;
  focus.focus();
  if (!status) return;
  status.className = 'visually-hidden';
  // What has the focus is read out anyway.
  status.textContent = text && focus.textContent !== text ? text : '';
}

/**
 * Puts the answer in, so that nothing moves away from under the pointer: a second press at the same spot is to mean the same.
 * @returns what gets the focus
 */
function replace(page, pressed) {
  const main = newest(pressed.main);
  const fresh = (part) => page.querySelector(`main .${part}`);
  const item = pressed.item?.isConnected && itemOf(page, pressed.item.dataset.course);
  if (item) {
    pressed.item.replaceWith(item);
    for (const live of page.querySelectorAll('[data-live]'))
      document.querySelector(`[data-live=${live.dataset.live}]`)?.replaceWith(live);
    // Where the same cannot be done again, what can be done instead.
    return item.querySelector(`.${pressed.kind} button`) ?? item.querySelector('button');
  }
  if (pressed.part && fresh(pressed.part)) {
    if (pressed.part === 'courses') return replaceCards(page, pressed);
    // The cards may be higher than before: where they stand above the list, they wait for the next action.
    const { bottom } = main.querySelector('.courses').getBoundingClientRect();
    if (fresh('courses') && bottom > main.querySelector('.taken').getBoundingClientRect().top)
      replaceCards(page, { ...pressed, place: -1 });
    main.querySelector('.taken').replaceWith(fresh('taken'));
    return main.querySelector('.taken [data-focus]');
  }
  const next = page.querySelector('main');
  main.replaceWith(next);
  successors.set(main, next);
  return next.querySelector('[data-focus]');
}

/** What has happened is said where the hidden card was, and as high as it was; so is what was hidden before. */
function replaceCards(page, { place, course }) {
  const items = [...document.querySelectorAll('.cards > li')];
  const places = items.map((item, at) => ({ item, at, isNotice: item.matches('.hidden-card') }));
  const kept = places.filter(({ at, isNotice }) => isNotice && at !== place);
  const height = items[place]?.getBoundingClientRect().height;
  const notice = page.querySelector('.panel-head .notice');
  const courses = page.querySelector('main .courses');
  document.querySelector('.courses').replaceWith(courses);
  const cards = courses.querySelector('.cards');
  const back = [...courses.querySelectorAll('.card form')].find((form) => courseOf(form) === course);
  if (place >= 0 && !back && notice) {
    notice.querySelector('#notice').removeAttribute('id');
    const item = document.createElement('li');
    item.className = 'hidden-card';
    item.style.minHeight = `${height}px`;
    item.append(notice);
    kept.push({ item, at: place });
  }
  kept.sort((one, other) => one.at - other.at);
  if (cards) for (const { item, at } of kept) cards.insertBefore(item, cards.children[at] ?? null);
  else courses.prepend(...kept.map(({ item }) => item.firstChild));
  if (back) return back.querySelector('button');
  return notice?.isConnected ? notice.querySelector('[data-focus]') : undefined;
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
