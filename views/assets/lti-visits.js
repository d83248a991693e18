// A visit in a browser that keeps no cookie: the secret is in this page's memory. Pages are fetched with it and shown
// here, and links and forms of this site are followed the same way.

/** @param address of this site: path and query */
export async function beginVisit({ id, secret, address }) {
  authorizeFetch(secret);
  let opened = 0;
  const open = async (url, options) => {
    const number = ++opened;
    const response = await fetch(url, options);
    // Anything else, such as what is stored of the visitor, is no page: read as one it could hold markup of anybody's.
    if (!response.headers.get('Content-Type')?.startsWith('text/html')) return;
    const page = await pageOf(response);
    // What was opened last is shown, whatever answers last.
    if (number !== opened) return;
    const { pathname, search } = new URL(response.url);
    history.replaceState(null, '', `/lti/visit/${id}?${new URLSearchParams({ at: pathname + search })}`);
    show(page);
  };
  // On the window, behind every script of the page shown: what one of those has taken is left to it.
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (link?.dataset.ticket) {
      event.preventDefault();
      openFile(link);
      return;
    }
    const isPlain =
      !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !isPlain || !isOurs(link, link.href) || link.getAttribute('href').startsWith('#')) return;
    event.preventDefault();
    open(link.href);
  });
  addEventListener('submit', (event) => {
    const { target: form, submitter, defaultPrevented } = event;
    if (defaultPrevented || !isOurs(form, form.action)) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, submitter));
    // A button may send its form elsewhere, and another way.
    const action = submitter?.hasAttribute('formaction') ? submitter.formAction : form.action;
    if ((submitter?.formMethod || form.method) === 'post') open(action, { method: 'POST', body });
    else open(`${new URL(action).pathname}?${body}`);
  });
  const first = new URL(address, location.origin);
  if (first.origin === location.origin) await open(first);
}

/** Every script of our pages fetches as the visitor; no other site is sent the secret. */
function authorizeFetch(secret) {
  const plain = window.fetch;
  window.fetch = (resource, options) => {
    const request = new Request(resource, options);
    if (new URL(request.url).origin === location.origin)
      request.headers.set('Authorization', `Bearer ${secret}`);
    return plain(request);
  };
}

/** Opens a file, which the browser saves, with what stands for this visit once: without a cookie it would ask as nobody. */
async function openFile({ href, dataset, parentElement }) {
  const status = parentElement.parentElement.querySelector('[role=status]');
  status.hidden = true;
  try {
    const { ticket } = await (await fetch(dataset.ticket, { method: 'POST' })).json();
    const file = new URL(href);
    file.searchParams.set('ticket', ticket);
    location.assign(file);
  } catch {
    status.textContent = dataset.failed;
    status.hidden = false;
  }
}

/** For this window and this site. */
function isOurs(element, address) {
  const isHere = !element.target || element.target === '_self';
  return isHere && new URL(address).origin === location.origin;
}

/** A page of ours that is ready to be shown: its styles are here, so that nothing moves under the pointer. */
export async function pageOf(response) {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const here = [...document.querySelectorAll('link[rel=stylesheet]')];
  const missing = [...page.querySelectorAll('link[rel=stylesheet]')].filter(
    (link) => !here.some((one) => one.isEqualNode(link)),
  );
  const loaded = missing.map(
    (link) =>
      new Promise((resolve) => {
        link.addEventListener('load', resolve);
        link.addEventListener('error', resolve);
      }),
  );
  document.head.append(...missing);
  await Promise.all(loaded);
  return page;
}

/** Shows a page here: its title, look and body; its scripts run once. */
export function show(page) {
  const { nonce } = document.querySelector('script[nonce]');
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  document.documentElement.dataset.scheme = page.documentElement.dataset.scheme ?? 'light';
  document.body.replaceChildren(...page.body.childNodes);
  for (const { type, src } of page.querySelectorAll('script[src]')) {
    if ([...document.scripts].some((script) => script.src === src)) continue;
    document.head.append(Object.assign(document.createElement('script'), { type, src, nonce }));
  }
  scrollTo(0, 0);
}
