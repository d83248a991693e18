// Finds out whether the platform keeps something for this browser, which keeps no cookie, before it is asked who this is.
import { findStorage, storeForOwnWindows } from './platform-storage.js';

const { authorization, key, proof, origin, target } = document.querySelector('#login').dataset;

/** After this the reader is offered another way, ms; a platform that answers later is still good. */
const patience = 700;

let isWindowOpened = false;
const stored = isStored();
if (!(await Promise.race([stored, new Promise((resolve) => setTimeout(resolve, patience))]))) offerWindow();
// A window that was opened has begun a login of its own.
if ((await stored) && !isWindowOpened) location.replace(authorization);

/** A frame without an origin (sandboxed) could be answered by nobody. */
async function isStored() {
  if (window.origin === 'null') return false;
  const storage = await findStorage({ origin, target });
  return storage !== undefined && (await storage.put(key, proof));
}

/** By a click, so that no browser takes it for an unwanted one. A window of its own has no other to open. */
function offerWindow() {
  document.querySelector('#opening').hidden = true;
  if (window.parent === window) {
    document.querySelector('#blocked').hidden = false;
    return;
  }
  storeForOwnWindows();
  const form = document.querySelector('#new-window');
  form.hidden = false;
  form.addEventListener('submit', () => {
    isWindowOpened = true;
    // Later: what is hidden now would not be sent.
    setTimeout(() => {
      form.hidden = true;
      document.querySelector('#opened').hidden = false;
      document.querySelector('#opened').focus();
    });
  });
}
