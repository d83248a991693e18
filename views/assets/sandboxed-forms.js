// In a sandboxed frame a page has no origin: its forms cannot prove by a header that they are ours, and no script can
// fetch anything. They prove it by a token that only our page knows, and are sent the plain way.

const token = document.querySelector('meta[name=form-token]')?.content;

if (window.origin === 'null')
  addEventListener(
    'submit',
    (event) => {
      const address = new URL(event.target.action);
      if (event.target.method !== 'post' || address.host !== location.host) return;
      event.stopImmediatePropagation();
      address.searchParams.set('form_token', token);
      event.target.action = address;
    },
    { capture: true },
  );
