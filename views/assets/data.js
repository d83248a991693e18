// While something runs, or has just been asked for, the page's parts are fetched anew every two seconds and put in place where they differ.
// Without this there is a link that loads the page again.
const everyMilliseconds = 2_000;
const awaitMilliseconds = 20_000;
const isAwaited = document.querySelector('[data-awaits]') !== null;
const status = document.getElementById('status');

async function refresh() {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-live]')) {
    const other = fresh.getElementById(part.id);
    if (!other || other.outerHTML === part.outerHTML) continue;
    if (part.dataset.state === 'running' && other.dataset.state !== 'running')
      status.textContent = `${part.dataset.title}: ${other.querySelector('.state')?.textContent ?? status.dataset.done}.`;
    // Whoever is on a button or reads what is opened there is not disturbed.
    if (!part.contains(document.activeElement) && !part.querySelector('details[open]'))
      part.replaceWith(document.importNode(other, true));
    else if (other.querySelector('progress'))
      part.querySelector('.progress')?.replaceChildren(...other.querySelector('.progress').childNodes);
  }
}

async function watch() {
  const runs = document.querySelector('[data-live][data-state="running"]') !== null;
  const isDue = runs || (isAwaited && performance.now() < awaitMilliseconds);
  if (isDue && !document.hidden) await refresh().catch(() => {});
  setTimeout(watch, everyMilliseconds);
}
watch();
