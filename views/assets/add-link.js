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
    // Answers may overtake each other; and what cannot be shown is said when it is sent.
    if (mine !== asked || !page.querySelector('.sheet')) return;
    document.querySelector('.preview .sheet').replaceWith(page.querySelector('.sheet'));
  } catch {
    // Without a connection the last preview stays.
  }
}
