// A visit after a reload: its secret comes back from where it was stored.
import { beginVisit } from './lti-visits.js';
import { findStorage } from './platform-storage.js';

const { id, origin, target } = document.querySelector('#visit').dataset;

/** After this the reader is told what else to do, ms; a platform that answers later is still good. */
const patience = 2_000;

const late = setTimeout(sayOver, patience);
const storage = await findStorage({ origin, target });
const secret = await storage?.get(`nc-visit-${id}`);
clearTimeout(late);
const address = new URLSearchParams(location.search).get('at') ?? '/panel';
if (typeof secret === 'string') await beginVisit({ id, secret, address });
else sayOver();

function sayOver() {
  document.querySelector('[role=status]').hidden = true;
  document.querySelector('#over').hidden = false;
}
