/**
 * Answers in the order of the items, while the next ones are asked for already.
 * @param most asked for at one moment
 */
export async function* ahead<Item, Answer>(
  items: Iterable<Item>,
  most: number,
  ask: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const underWay: Promise<Answer>[] = [];
  for (const item of items) {
    const answer = ask(item);
    // It is looked at when its turn comes.
    answer.catch(() => {});
    underWay.push(answer);
    if (underWay.length >= most) yield await (underWay.shift() as Promise<Answer>);
  }
  for (const answer of underWay) yield await answer;
}
