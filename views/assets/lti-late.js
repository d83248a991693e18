// What a page says that waits long for the platform's storage.

/** After this the reader is told what else to do, ms; a platform that answers later is still good. */
const patience = 2_000;

/** Shows #late after a while, until the answer is there. @returns the answer */
export async function sayingWhenLate(answer) {
  const late = document.querySelector('#late');
  const saying = setTimeout(() => {
    late.hidden = false;
  }, patience);
  try {
    return await answer;
  } finally {
    clearTimeout(saying);
    late.hidden = true;
  }
}
