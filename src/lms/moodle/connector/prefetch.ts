/**
 * Yields the answers in the order of the items, while the next items are already being asked about.
 * @param most asked for at one moment
 */
export async function* prefetch<Item, Answer>(
  items: Iterable<Item>,
  most: number,
  ask: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const answers: Promise<Answer>[] = [];
  for (const item of items) {
    const answer = ask(item);
    // An error is thrown when the answer is awaited below.
    answer.catch(() => {});
    answers.push(answer);
    if (answers.length >= most) yield await (answers.shift() as Promise<Answer>);
  }
  for (const answer of answers) yield await answer;
}
