import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const viewers = 8;
const senders = 4;
/** Events in one message. */
const batch = 5;
const pauseMilliseconds = 25;
const lookAtHealthEveryMilliseconds = 100;
/** For so long pages may fail until /healthz must say so. */
const healthPatienceMilliseconds = 2_000;
const searched = 'https://w3id.org/xapi/acrossx/verbs/searched';

/** People who look at their panels and a system that sends events; as fast as they are answered, with a short pause. */
export interface Load {
  /** Texts of the searches that were acknowledged. */
  acknowledged: ReadonlySet<string>;
  readonly views: number;
  /** Panels that were shown from memory, while the database was away. */
  readonly away: number;
  readonly wrongHealth: number;
  readonly slowestAnswer: number;
  readonly defects: number;
  /**
   * Waits until a panel was shown and an event acknowledged that were asked for after a moment.
   * @param moment `performance.now()`
   * @returns the longest time around or after it without one of them, milliseconds
   * @throws Error where none comes within `patience` milliseconds
   */
  goesWellSince(moment: number, patience: number): Promise<number>;
  stop(): Promise<void>;
}

/** @param cookies of the visits that have begun */
export function startLoad(url: string, cookies: readonly string[], credential: string): Load {
  const acknowledged = new Set<string>();
  const good = { views: new GoodAnswers(), events: new GoodAnswers() };
  let running = true;
  let wrongHealth = 0;
  /** When /healthz said ok, although pages had failed for too long: the next page shows whether it was right. */
  let doubtful: number[] = [];
  /** Pages that failed after that. Where /healthz says ok again, they were not just between two absences. */
  let suspected = 0;
  let slowestAnswer = 0;
  let defects = 0;
  let away = 0;

  const ask = async (
    path: string,
    options: RequestInit,
  ): Promise<{ status: number; text: string } | undefined> => {
    const asked = performance.now();
    try {
      const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...options });
      const text = await answer.text();
      if (answer.status === 500) defects++;
      return { status: answer.status, text };
    } catch {
      return undefined;
    } finally {
      slowestAnswer = Math.max(slowestAnswer, performance.now() - asked);
    }
  };
  const view = async () => {
    const cookie = cookies[Math.floor(Math.random() * cookies.length)] as string;
    const asked = performance.now();
    const answer = await ask('/panel', { headers: { cookie } });
    const isFromMemory = answer?.text.includes('data-away') ?? false;
    if (isFromMemory) away++;
    if (answer?.status === 200 && !isFromMemory) {
      good.views.add(asked);
      doubtful = [];
      suspected = 0;
    } else {
      suspected += doubtful.filter((moment) => moment < asked).length;
      doubtful = doubtful.filter((moment) => moment >= asked);
    }
  };
  const send = async () => {
    const texts = Array.from({ length: batch }, randomUUID);
    const asked = performance.now();
    const answer = await ask('/api/xapi/statements', {
      method: 'POST',
      headers: {
        ...{ Authorization: `Bearer ${credential}`, 'Content-Type': 'application/json' },
        ...{ 'X-Experience-API-Version': '1.0.3', 'X-Forwarded-For': anyAddress() },
      },
      body: JSON.stringify(
        texts.map((text) => searchStatement(text, Math.floor(Math.random() * cookies.length))),
      ),
    });
    if (answer?.status !== 200) return;
    good.events.add(asked);
    for (const text of texts) acknowledged.add(text);
  };
  const lookAtHealth = async () => {
    const answer = await ask('/healthz', {});
    if (answer?.status === 200) wrongHealth += suspected;
    suspected = 0;
    const failing = good.views.millisecondsSince() > healthPatienceMilliseconds;
    if (answer?.status === 200 && failing) doubtful.push(performance.now());
  };
  const again = async (work: () => Promise<void>, pause: number) => {
    while (running) {
      await work();
      await sleep(pause);
    }
  };
  const loops = [
    ...Array.from({ length: viewers }, () => again(view, pauseMilliseconds)),
    ...Array.from({ length: senders }, () => again(send, pauseMilliseconds)),
    again(lookAtHealth, lookAtHealthEveryMilliseconds),
  ];
  return {
    acknowledged,
    get views() {
      return good.views.count;
    },
    get away() {
      return away;
    },
    get wrongHealth() {
      return wrongHealth;
    },
    get slowestAnswer() {
      return slowestAnswer;
    },
    get defects() {
      return defects;
    },
    async goesWellSince(moment, patience) {
      const kinds = [good.views, good.events];
      while (!kinds.every((kind) => kind.lastAsked > moment)) {
        if (performance.now() - moment > patience)
          throw new Error(`Nothing good came within ${patience / 1000} s.`);
        await sleep(10);
      }
      return Math.max(...kinds.map((kind) => kind.longestGap(moment)));
    },
    async stop() {
      running = false;
      await Promise.all(loops);
    },
  };
}

/** The moments of good answers (`performance.now()`). */
class GoodAnswers {
  readonly #moments: number[] = [];
  /** When the newest of them was asked for. */
  lastAsked = Number.NEGATIVE_INFINITY;

  get count(): number {
    return this.#moments.length;
  }

  add(asked: number): void {
    this.#moments.push(performance.now());
    this.lastAsked = Math.max(this.lastAsked, asked);
  }

  millisecondsSince(): number {
    return performance.now() - (this.#moments.at(-1) ?? performance.now());
  }

  /** Between two answers, of which the later one came after a moment. */
  longestGap(moment: number): number {
    let longest = 0;
    for (let i = this.#moments.length - 1; i > 0; i--) {
      const [earlier, later] = [this.#moments[i - 1] as number, this.#moments[i] as number];
      if (later < moment) break;
      longest = Math.max(longest, later - earlier);
    }
    return longest;
  }
}

/** That a person of the school has searched for something (xAPI). */
export function searchStatement(text: string, person: number): object {
  return {
    ...{ id: randomUUID(), timestamp: new Date().toISOString() },
    actor: { account: { homePage: 'https://lms.example', name: `${person}` } },
    verb: { id: searched },
    object: { id: 'https://lms.example/search' },
    result: { response: text },
  };
}

/** A public one, so that the limit of one client's requests is met by none. */
function anyAddress(): string {
  const byte = () => Math.floor(Math.random() * 250);
  return `8.${byte()}.${byte()}.${byte()}`;
}
