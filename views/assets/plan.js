// Printing needs a script; without one there is no button, and the browser's own command prints the same. An action of the page may
// put a new button in the place of the old one (panel.js), so the stylesheet shows it, and the document listens.
document.documentElement.classList.add('can-print');
document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-print]')) print();
});
