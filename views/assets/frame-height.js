// The frame grows with its content (LTI postMessage `lti.frameResize`). A height is no secret: any parent may know.
if (window.parent !== window) {
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ subject: 'lti.frameResize', height }, '*');
  }).observe(document.documentElement);
}
