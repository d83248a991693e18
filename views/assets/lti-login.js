// Finds out whether the platform keeps something for this browser, which keeps no cookie, before it is asked who this is.
import { findStorage, storeForOwnWindows } from './platform-storage.js';

const { authorization, key, proof, origin, target } = document.querySelector('#login').dataset;

if (await isStored()) location.replace(authorization);
else offerWindow();

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
    // Later: what is hidden now would not be sent.
    setTimeout(() => {
      form.hidden = true;
      document.querySelector('#opened').hidden = false;
      document.querySelector('#opened').focus();
    });
  });
}
