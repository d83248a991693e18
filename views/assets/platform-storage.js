// The platform's storage, for a browser that keeps no cookie (1EdTech LTI postMessage Storage, and OIDC Login with
// LTI Client Side postMessages).

/**
 * How long a platform may take to answer, ms: a page of it may still be loading on a slow line. Who waits says something to
 * the reader long before.
 */
const patience = 30_000;
/** A frame that is still loading hears nothing, so questions are asked again, ms. */
const repetition = 250;

/**
 * The window that stores for us: the platform around this page (or that opened it), or our own page that opened this
 * window. Undefined where none answers. The platform's gets what we store by its registered origin only.
 */
export async function findStorage({ origin, target }) {
  const windows = [window.parent, window.opener].filter((other) => other && other !== window);
  const found = await firstOf(
    windows.map((other) => ask(() => other, '*', { subject: 'lti.capabilities' }, repetition)),
  );
  const supported = found?.data.supported_messages;
  const put = Array.isArray(supported) && supported.find(({ subject }) => subject === 'lti.put_data');
  if (!put) return undefined;
  const to = found.origin === location.origin ? location.origin : origin;
  const frame = () => frameOf(found.source, put.frame ?? target);
  const get = (key) => ask(frame, to, { subject: 'lti.get_data', key }, repetition);
  // Said once: Canvas counts the characters of everything that it is told to store, the same again too, and stops at 4,096.
  const tell = (message) => ask(frame, to, { subject: 'lti.put_data', ...message });
  return {
    /** @returns whether it is stored */
    put: async (key, value) => {
      // Whoever answers this question hears what follows.
      if (!(await get(key))) return false;
      return (await tell({ key, value }))?.data.value === value;
    },
    /** @returns what was stored, or undefined */
    get: async (key) => (await get(key))?.data.value,
    /** What is told to store nothing forgets what was there. */
    forget: (key) => tell({ key, value: null }),
  };
}

/** A frame beside us; one that is not there is the window itself. */
function frameOf(other, name) {
  if (name === '_parent') return other;
  try {
    return other.frames[name] ?? other;
  } catch {
    return other;
  }
}

/**
 * The answer to a message: of that origin (or, asked of any, of that window), with its id.
 * @param windowNow looked up each time that the message is said: a frame may come later than the page that names it
 * @param every ms: said so often until there is an answer; without it, once
 */
function ask(windowNow, origin, message, every) {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const done = (answer) => {
      clearInterval(repeating);
      clearTimeout(ending);
      removeEventListener('message', receive);
      resolve(answer);
    };
    const receive = (event) => {
      const isFrom = origin === '*' ? event.source === windowNow() : event.origin === origin;
      const { subject, message_id: answered } = event.data ?? {};
      if (!isFrom || answered !== id || subject !== `${message.subject}.response`) return;
      done(event);
    };
    const say = () => windowNow().postMessage({ ...message, message_id: id }, origin);
    addEventListener('message', receive);
    const ending = setTimeout(done, patience);
    const repeating = every && setInterval(say, every);
    say();
  });
}

/** The first answer that is no error, or undefined when there is none. */
async function firstOf(answers) {
  const found = answers.map(async (answer) => {
    const event = await answer;
    return event && !event.data.error ? event : Promise.reject();
  });
  return Promise.any(found).catch(() => undefined);
}

/** Answers the same messages to windows of our own origin that this page has opened, from its memory. */
export function storeForOwnWindows() {
  const stored = new Map();
  addEventListener('message', ({ data, origin, source }) => {
    if (origin !== location.origin || origin === 'null' || typeof data?.subject !== 'string') return;
    const { subject, key, value, message_id } = data;
    if (subject === 'lti.put_data') stored.set(key, value);
    const answers = {
      'lti.capabilities': { supported_messages: [{ subject: 'lti.put_data' }, { subject: 'lti.get_data' }] },
      'lti.put_data': { key, value },
      'lti.get_data': { key, value: stored.get(key) },
    };
    if (Object.hasOwn(answers, subject))
      source.postMessage({ subject: `${subject}.response`, message_id, ...answers[subject] }, origin);
  });
}
