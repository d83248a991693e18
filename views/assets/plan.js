// Printing needs a script; without one there is no button, and the browser's own command prints the same.
const button = document.querySelector('[data-print]');
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
