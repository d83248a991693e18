// The frame grows with its content, as the tool asks (LTI postMessage `lti.frameResize`). Without it the frame scrolls.
const tool = document.querySelector('#tool');
const highest = 10_000;

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== tool.dataset.tool || source !== tool.contentWindow) return;
  if (data?.subject !== 'lti.frameResize' || !(data.height > 0)) return;
  tool.height = Math.min(Math.ceil(data.height), highest);
});
