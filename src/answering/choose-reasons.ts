import type { Reason } from './reasons.ts';

/** One way to say why a course is recommended. */
export interface Statement {
  reason: Reason;
  /** How much it says to the reader, by itself; above 0. */
  worth: number;
  /** What it is about, a kind and a name each: what is said on another card already says less. */
  says: readonly string[];
}

/** What a statement keeps of its worth for each other card that says the same thing, by the kind of thing. */
const keptOnRepetition: Readonly<Record<string, number>> = {
  course: 0.55,
  category: 0.85,
  popular: 0.6,
  whole: 0.6,
  topic: 0.9,
};
const keptOtherwise = 0.9;
/** Times that the choice for a card is thought over in the light of all the others. */
const revisions = 2;
/** A second reason is worth saying when it is worth so much, and this part of the first one. */
const worthSaying = { alone: 0.7, besideFirst: 0.6 };

/**
 * The reasons that are said on the cards of one list: on each the statement that says most, and a second one that says nearly as
 * much; together different things, because what is on another card already says less.
 * @param cards what could be said on each
 * @returns at least one and at most two for each card
 */
export function chooseReasons(cards: readonly (readonly Statement[])[]): Reason[][] {
  const said = new Sayings();
  const first: (Statement | undefined)[] = [];
  for (let round = 0; round <= revisions; round++)
    for (let card = 0; card < cards.length; card++) {
      said.remove(first[card]);
      first[card] = said.best(cards[card]!);
      said.add(first[card]);
    }
  return cards.map((candidates, card) => {
    const chosen = first[card];
    if (chosen === undefined) return [{ kind: 'offered-here' }];
    const others = candidates.filter(({ says }) => !says.some((thing) => chosen.says.includes(thing)));
    const second = said.best(others);
    const least = Math.max(worthSaying.alone, worthSaying.besideFirst * chosen.worth);
    if (second === undefined || said.worth(second) < least) return [chosen.reason];
    said.add(second);
    return [chosen.reason, second.reason];
  });
}

/** A thing that is said. */
interface Saying {
  /** On how many cards. */
  cards: number;
  /** What a statement keeps of its worth for each of them. */
  kept: number;
}

/** On how many cards each thing is said. */
class Sayings {
  readonly #sayings = new Map<string, Saying>();

  add(statement: Statement | undefined): void {
    for (const thing of statement?.says ?? []) this.#count(thing, 1);
  }

  remove(statement: Statement | undefined): void {
    for (const thing of statement?.says ?? []) this.#count(thing, -1);
  }

  /** What a statement is worth on one more card. */
  worth({ worth, says }: Statement): number {
    let left = worth;
    for (const thing of says) {
      const saying = this.#sayings.get(thing);
      if (saying && saying.cards > 0) left *= saying.kept ** saying.cards;
    }
    return left;
  }

  best(statements: readonly Statement[]): Statement | undefined {
    let best: Statement | undefined;
    let most = 0;
    for (const statement of statements) {
      const worth = this.worth(statement);
      if (worth > most) [best, most] = [statement, worth];
    }
    return best;
  }

  #count(thing: string, by: number): void {
    const saying = this.#sayings.get(thing);
    if (saying) saying.cards += by;
    else this.#sayings.set(thing, { cards: by, kept: keptBy(thing) });
  }
}

function keptBy(thing: string): number {
  return keptOnRepetition[thing.slice(0, thing.indexOf(' '))] ?? keptOtherwise;
}
