// What only this browser knows: whether it keeps cookies for this frame, and whether the LMS offers storage instead.

/** A page that asks everybody around and hears nothing has waited long enough. */
const patience = 1000;

/** The page came with it. */
const hasCookies = document.cookie.includes('__Host-nc-self-test=');
const isVisit = await fetch('/self-test/browser').then(
  ({ ok }) => ok,
  () => false,
);
if (hasCookies && isVisit)
  say('cookies', 'good', 'This browser keeps cookies here, and the visit with them.');
else if (isVisit)
  say('cookies', 'good', 'This browser keeps no cookies here; the visit is kept without them.');
else say('cookies', 'bad', 'This browser loses the visit.');

if (window.parent === window) say('storage', 'unknown', 'Not asked: this page is not inside the LMS.');
else if (await offersStorage()) say('storage', 'good', 'The LMS keeps the visit where cookies are blocked.');
else
  say(
    'storage',
    'unknown',
    'The LMS offers none. Browsers that block all cookies open the tool in a new window.',
  );

/** 1EdTech LTI postMessage Storage: the platform says what it understands. */
function offersStorage() {
  return new Promise((resolve) => {
    const listen = ({ source, data }) => {
      if (source !== window.parent || data?.subject !== 'lti.capabilities.response') return;
      const subjects = [data.supported_messages ?? []].flat().map(({ subject }) => subject);
      resolve(subjects.includes('lti.put_data'));
    };
    addEventListener('message', listen);
    setTimeout(() => resolve(false), patience);
    window.parent.postMessage({ subject: 'lti.capabilities', message_id: crypto.randomUUID() }, '*');
  });
}

function say(id, state, found) {
  const check = document.getElementById(id);
  check.dataset.state = state;
  check.querySelector('.state').textContent = check.dataset[state];
  check.querySelector('.found').textContent = found;
  const cure = check.querySelector('.cure');
  if (cure) cure.hidden = state !== 'bad';
}
