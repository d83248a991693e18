// Copy buttons, where the browser lets a page copy. Without them the texts can be selected.
const status = document.getElementById('status');

if (navigator.clipboard)
  for (const button of document.querySelectorAll('[data-copy]')) {
    const source = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(source.value);
      source.select();
      status.textContent = status.dataset.copied;
    });
  }
