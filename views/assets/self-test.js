// What only this browser knows: whether it keeps cookies for this frame, and whether the LMS offers storage instead.

/** A page that asks everybody around and hears nothing has waited long enough. */
const patience = 1000;

/** The page came with it. */
const hasCookies = document.cookie.includes('__Host-nc-self-test=');
const isVisit = await fetch('/self-test/browser').then(
  ({ ok }) => ok,
  () => false,
);
if (hasCookies && isVisit) show('cookies', 'good', 'foundKept');
else if (isVisit) show('cookies', 'good', 'foundWithout');
else show('cookies', 'bad', 'foundLost');

if (window.parent === window) show('storage', 'unknown', 'foundOutside');
else if (await offersStorage()) show('storage', 'good', 'foundOffered');
else show('storage', 'unknown', 'foundNone');

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

/** @param found name of the page's words for it */
function show(id, state, found) {
  const check = document.getElementById(id);
  check.dataset.state = state;
  check.querySelector('.state').textContent = check.dataset[state];
  check.querySelector('.found').textContent = check.dataset[found];
  const cure = check.querySelector('.cure');
  if (cure) cure.hidden = state !== 'bad';
}
