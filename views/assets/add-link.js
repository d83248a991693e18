// The preview follows the form while it is filled in; without this script a button shows it.

const form = document.querySelector('#add');
let asked = 0;

document.querySelector('#show-preview').hidden = true;
form.addEventListener('change', preview);

async function preview() {
  const { title } = form.querySelector('[name=purpose]:checked').dataset;
  form.querySelector('#title').placeholder = title;
  const mine = ++asked;
  const body = new URLSearchParams(new FormData(form));
  try {
    const response = await fetch(form.action, { method: 'POST', body });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const main = page.querySelector('main');
    // Answers may overtake each other, and something between the tool and this page may answer in its place.
    if (mine !== asked || !main) return;
    if (main.querySelector('#add')) show(page);
    // It says why there is no form any more: the visit is over, or another one has begun.
    else document.querySelector('main').replaceWith(main);
  } catch {
    // Without a connection the last preview stays.
  }
}

/** The preview, and beside each field what is wrong with it. The fields stay as they are: somebody is typing. */
function show(page) {
  document.querySelector('#preview').replaceWith(page.querySelector('#preview'));
  document.querySelector('#previewed').textContent = page.querySelector('#previewed').textContent;
  for (const id of ['cards', 'title']) {
    document.querySelector(`#${id}-hint`).replaceWith(page.querySelector(`#${id}-hint`));
    const isInvalid = page.querySelector(`#${id}`).ariaInvalid === 'true';
    if (isInvalid) document.querySelector(`#${id}`).ariaInvalid = 'true';
    else document.querySelector(`#${id}`).removeAttribute('aria-invalid');
  }
}
