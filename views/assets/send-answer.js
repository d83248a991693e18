// Sends what was chosen back to the platform without a further click.
document.querySelector('#answer').requestSubmit();
