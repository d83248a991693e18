import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { forwarding, storing } from '../../lti/launch/framing-platform.ts';

/** What Canvas sends a browser to the tool's login address with. */
export interface StandInLogin {
  url: string;
  fields: Readonly<Record<string, string>>;
}

/**
 * The page around the tool: it posts the login into a frame, says by `lti.capabilities` which frame stores, and changes
 * the tool's height by `lti.frameResize` ("PostMessage").
 */
export function addToolPage(app: Express, sso: string, loginOf: (hint: string) => StandInLogin): void {
  app.get('/open/:hint', (req, res) => {
    const { url, fields } = loginOf(req.params.hint);
    const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`);
    res.send(`<!doctype html><html lang="en"><title>Stand-in for Canvas</title>
      <main><h1>Stand-in for Canvas</h1>
        <form id="login" method="post" action="${url}" target="tool" hidden>${inputs.join('')}</form>
        <iframe id="tool" name="tool" title="Tool" width="800" height="600"></iframe>
        ${forwarding(`${sso}/post_message_forwarding`)}
      </main>
      <script>
        addEventListener('message', ({ data }) => {
          // Canvas makes no tool lower than this.
          if (data.subject === 'lti.frameResize') document.getElementById('tool').height = Math.max(450, data.height);
        });
        addEventListener('load', () => document.getElementById('login').submit());
      </script></html>`);
  });
}

/** On the sso host, in a frame beside the tool's: stores by origin. Canvas hands it on to the page around both. */
export function storagePage(_req: IncomingMessage, res: ServerResponse): void {
  res
    .writeHead(200, { 'Content-Type': 'text/html' })
    .end(`<!doctype html><html lang="en"><title>Storage</title>${storing('post_message_forwarding')}</html>`);
}
