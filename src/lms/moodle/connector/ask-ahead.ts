/**
 * Yields the answers in the order of the items, and asks for the next ones meanwhile.
 * @param most how many are asked for at one moment
 */
export async function* askAhead<Item, Answer>(
  items: Iterable<Item>,
  most: number,
  ask: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const pending: Promise<Answer>[] = [];
  for (const item of items) {
    const answer = ask(item);
    // A failure is thrown when the answer is awaited below.
    answer.catch(() => {});
    pending.push(answer);
    if (pending.length >= most) yield await (pending.shift() as Promise<Answer>);
  }
  for (const answer of pending) yield await answer;
}
