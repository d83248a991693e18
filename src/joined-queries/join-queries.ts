/** Bounds how long one answer of the database is. */
const mostTogether = 100;

interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Lets those who ask at about the same time be answered by one query: on a busy server most of what a short query costs, to both sides, is
 * sending it. Who asks while a query is under way waits for the next one, so that a group has one under way at most, and the busier the
 * server is, the more are answered at once. Nothing is remembered: every query begins after all whom it answers have asked.
 * @param groupOf only those of one group are read together
 * @param query answers several of a group, in their order
 */
export function joinQueries<Ask, Answer>(
  groupOf: (ask: Ask) => string,
  query: (asks: readonly [Ask, ...Ask[]]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  /** By group; there is none of a group that nobody asks about. */
  const lines = new Map<string, Waiting<Ask, Answer>[]>();

  async function serve(group: string, line: Waiting<Ask, Answer>[]): Promise<void> {
    for (;;) {
      const [first, ...others] = line.splice(0, mostTogether);
      if (first === undefined) break;
      try {
        const answers = await query([first.ask, ...others.map(({ ask }) => ask)]);
        for (const [i, { resolve }] of [first, ...others].entries()) resolve(answers[i] as Answer);
      } catch (error) {
        for (const { reject } of [first, ...others]) reject(error);
      }
    }
    lines.delete(group);
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      const group = groupOf(ask);
      const waiting = { ask, resolve, reject };
      const line = lines.get(group);
      if (line) line.push(waiting);
      else {
        const begun = [waiting];
        lines.set(group, begun);
        // Once all requests that have just arrived have asked.
        setImmediate(() => void serve(group, begun));
      }
    });
}
