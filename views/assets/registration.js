// Tells the LMS that its registration window is done (LTI Dynamic Registration §3.7): at once where there is nothing
// left to read, else when the person has read it.
const lms = window.opener ?? (window.parent === window ? undefined : window.parent);
const close = document.getElementById('close');

function tell() {
  lms.postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
}

if (lms && 'atOnce' in close.dataset) tell();
if (lms) {
  close.hidden = false;
  close.addEventListener('click', tell);
}
