// A visit after a reload: its secret comes back from where it was stored.
import { sayingWhenLate } from './lti-late.js';
import { beginVisit } from './lti-visits.js';
import { findStorage } from './platform-storage.js';

const { id, origin, target } = document.querySelector('#visit').dataset;
const secret = await sayingWhenLate(stored());
const address = new URLSearchParams(location.search).get('at') ?? '/panel';
if (typeof secret === 'string') await beginVisit({ id, secret, address });
else {
  document.querySelector('[role=status]').hidden = true;
  document.querySelector('#over').hidden = false;
}

async function stored() {
  const storage = await findStorage({ origin, target });
  return storage?.get(`nc-visit-${id}`);
}
