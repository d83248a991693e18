// A launch without a cookie: gets the proof that this browser began the login, and begins the visit with it.
import { sayingWhenLate } from './lti-late.js';
import { beginVisit, pageOf, show } from './lti-visits.js';
import { findStorage } from './platform-storage.js';

const { key, origin, target } = document.querySelector('#proof').dataset;
const form = document.querySelector('#launch');
const { storage, proof } = await sayingWhenLate(stored());
// Without one the tool says so, on a page with a log entry.
if (typeof proof !== 'string') form.submit();
else await launch();

async function stored() {
  const storage = await findStorage({ origin, target });
  return { storage, proof: await storage?.get(key) };
}

async function launch() {
  form.elements.proof.value = proof;
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(form.action, { method: 'POST', body });
  if (!response.headers.get('Content-Type').startsWith('application/json'))
    return show(await pageOf(response));
  const { id, secret, address } = await response.json();
  // The proof is used up.
  storage.forget(key);
  // For a reload of the page; where it fails, the visit lasts as long as the page.
  await storage.put(`nc-visit-${id}`, secret);
  await beginVisit({ id, secret, address });
}
