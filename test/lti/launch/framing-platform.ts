import type { ServerResponse } from 'node:http';
import type { TestPlatform } from '../test-platform.ts';

export interface FramingOptions {
  toolUrl: string;
  /** Claims of the launch that answers an authentication request with this nonce. */
  claims(nonce: string): Record<string, unknown>;
}

/**
 * Gives a test's platform the pages of a real one: /course frames the tool, /authorize signs a learner in and posts an
 * id_token. A stand-in. `lti_message_hint` is good for one request, as Moodle's is. Query of /course:
 * - `answers`: `storage`, the page answers LTI postMessages, while `window.isDeaf` is not set; `late`, that is set at
 *   first; `slow`, it hears everything and answers a second later; `frame`, a frame of it does, as Canvas's; `late-frame`, one that comes a second later; `confused`, it answers
 *   other messages than those it got; else nobody;
 * - `target`: `lti_storage_target` of the login;
 * - `sandbox`: that attribute of the tool's frame.
 */
export function frameTool(platform: TestPlatform, { toolUrl, claims }: FramingOptions): void {
  const hints = new Set<string>();
  platform.handlers.set('/course', (req, res) => {
    const asked = new URL(req.url as string, platform.url).searchParams;
    const hint = crypto.randomUUID();
    hints.add(hint);
    const login = new URLSearchParams({
      iss: platform.url,
      client_id: platform.clientId,
      login_hint: 'user-7',
      lti_message_hint: hint,
      target_link_uri: `${toolUrl}/panel`,
      ...(asked.has('target') ? { lti_storage_target: asked.get('target') as string } : {}),
    });
    const sandbox = asked.has('sandbox') ? `sandbox="${asked.get('sandbox')}"` : '';
    // As strict LMSs do: what the tool fetches must not be shown in a frame as `blob:`.
    res.setHeader('Content-Security-Policy', `frame-src 'self' ${new URL(toolUrl).origin}`);
    show(
      res,
      `${asked.get('answers') === 'storage' ? storing('_parent') : ''}
       ${asked.get('answers') === 'confused' ? storing('_parent').replace('message_id, ...answer()', "message_id: 'other', ...answer()") : ''}
       ${asked.get('answers') === 'late' ? `${storing('_parent')}<script>window.isDeaf = true</script>` : ''}
       ${asked.get('answers') === 'slow' ? `${storing('_parent')}<script>window.answersAfter = 1_000</script>` : ''}
       ${asked.get('answers') === 'frame' ? forwarding('/storage') : ''}
       ${asked.get('answers') === 'late-frame' ? forwarding('/storage').replace(/<iframe.*/, laterFrame) : ''}
       <iframe id="tool" title="Tool" ${sandbox} width="800" height="600" src="${toolUrl}/lti/login?${login}"></iframe>`,
    );
  });
  platform.handlers.set('/storage', (_req, res) => show(res, storing('post_message_forwarding')));
  platform.handlers.set('/authorize', async (req, res) => {
    const asked = new URL(req.url as string, platform.url).searchParams;
    if (!hints.delete(asked.get('lti_message_hint') as string)) return void res.writeHead(400).end('used');
    const token = await platform.sign(claims(asked.get('nonce') as string));
    show(
      res,
      `<form method="post" action="${asked.get('redirect_uri')}">
         <input name="id_token" value="${token}"><input name="state" value="${asked.get('state')}">
       </form><script>document.forms[0].submit()</script>`,
    );
  });
}

function show(res: ServerResponse, body: string): void {
  res
    .writeHead(200, { 'Content-Type': 'text/html' })
    .end(`<!doctype html><html lang="en"><title>LMS</title><main><h1>Course</h1>${body}</main></html>`);
}

/**
 * Answers capabilities (naming the frame that stores), and stores by origin for as long as the window lives: as Canvas,
 * which takes 4,096 characters of a page, counts what it is told again once more, and forgets what it is told to empty.
 */
export const storing = (frame: string) => `<script>
  const stored = {};
  let count = 0;
  window.heard = [];
  addEventListener('message', async ({ data, origin, source }) => {
    const { subject, key, value, message_id } = data;
    if (window.isDeaf) return;
    heard.push(subject);
    await new Promise((resolve) => setTimeout(resolve, window.answersAfter ?? 0));
    const mine = (stored[origin] ??= {});
    const put = () => {
      if (!value) {
        count -= key.length + (mine[key]?.length ?? 0);
        delete mine[key];
        return { key };
      }
      if (count + key.length + value.length > 4_096) return { error: { code: 'storage_exhaustion' } };
      count += key.length + value.length;
      return { key, value: (mine[key] = value) };
    };
    const answer = {
      'lti.capabilities': () => ({ supported_messages: ['lti.put_data', 'lti.get_data'].map((subject) => ({ subject, frame: '${frame}' })) }),
      'lti.put_data': put,
      'lti.get_data': () => ({ key, value: mine[key] ?? null }),
    }[subject];
    if (answer) source.postMessage({ subject: subject + '.response', message_id, ...answer() }, origin);
  });
</script>`;

const laterFrame = `<script>
  setTimeout(() => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'post_message_forwarding', title: 'Storage' });
    frame.src = '/storage';
    document.body.append(frame);
  }, 1_000);
</script>`;

/** The page itself answers capabilities; what is stored goes to a frame of it, which shows `address`. */
export const forwarding = (address: string) => `<script>
  addEventListener('message', ({ data, origin, source }) => {
    if (data.subject !== 'lti.capabilities') return;
    const supported_messages = ['lti.put_data', 'lti.get_data'].map((subject) => ({ subject, frame: 'post_message_forwarding' }));
    source.postMessage({ subject: 'lti.capabilities.response', message_id: data.message_id, supported_messages }, origin);
  });
</script><iframe title="Storage" name="post_message_forwarding" src="${address}"></iframe>`;
