import { parseArgs } from 'node:util';
import { findFall, type ShownPerson } from '../../src/comparing/fall.ts';
import { createRandom, type Random } from '../../src/recommender/data/random.ts';
import { type Column, table } from '../../src/terminal/table.ts';

const usage = 'npm run benchmark -- rollbacks [--pairs N] [--people N]';
const days = 40 * 7;
const cards = 10;
const mostWeeks = 4;

// How the simulated students behave: none of it is known to what judges the models.
/** Monday to Sunday. */
const weekdays = [1, 1, 1, 1, 0.7, 0.3, 0.4];
const terms: ReadonlySet<number> = new Set([0, 1, 16, 17]);
const holidays: ReadonlySet<number> = new Set([12, 13, 26]);
/** Visits on a weekday of the median person; how much people differ in it, and in how much they open (of the logarithm). */
const visitsADay = 0.25;
const spread = 0.8;
/** Chance that a card that somebody sees for the first time is opened. */
const openedOfNew = 0.04;
/** Of that, the chance of a card that somebody has seen before. */
const openedOfKnown = 0.3;
/** Each visit makes the next card a little less interesting. */
const fatigue = 0.05;
/** Share of the cards that another model changes. */
const changed = 0.2;

interface Scenario {
  name: string;
  /** Whether there are the first weeks of terms and holidays: who comes, and how much they are in the mood. */
  hasSeasons: boolean;
  /** The second model begins to serve in one of these weeks. */
  from: number;
  to: number;
  /** How much of a model's cards is opened after the second one began to serve, of what would be. */
  effect: number;
}

const scenarios: readonly Scenario[] = [
  { name: 'weekdays alone', hasSeasons: false, from: 2, to: 34, effect: 1 },
  { name: 'terms and holidays', hasSeasons: true, from: 2, to: 34, effect: 1 },
  { name: 'the tool’s first weeks', hasSeasons: true, from: 1, to: 4, effect: 1 },
  { name: 'opened 20 % less', hasSeasons: true, from: 2, to: 34, effect: 0.8 },
  { name: 'opened 40 % less', hasSeasons: true, from: 2, to: 34, effect: 0.6 },
  { name: 'opened 60 % less', hasSeasons: true, from: 2, to: 34, effect: 0.4 },
];

interface Row {
  name: string;
  /** Of all pairs, 0…1. */
  putBack: number;
  plain: number;
}

/**
 * Simulates schools in which one model follows another, and counts in how many the first would be put back: rightly where the second is
 * worse, wrongly where it is as good. Beside it what a plain comparison of two shares would do: who opened any card that was new to
 * them in the span, within seven days.
 */
export async function benchmarkRollbacks(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { pairs: { type: 'string', default: '1000' }, people: { type: 'string', default: '1200' } },
  });
  const [pairs, people] = [Number(values.pairs), Number(values.people)];
  if (!(pairs >= 1 && people >= 1)) throw new Error(usage);
  const rows = scenarios.map((scenario): Row => {
    const outcomes = Array.from({ length: pairs }, (_, i) => judge(simulate(scenario, people, i + 1)));
    const share = (of: 'putBack' | 'plain') => outcomes.filter((outcome) => outcome[of]).length / pairs;
    return { name: scenario.name, putBack: share('putBack'), plain: share('plain') };
  });
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const columns: Column<Row>[] = [
    { head: 'school', cell: ({ name }) => name },
    { head: 'put back', cell: ({ putBack }) => percent(putBack) },
    { head: 'by two shares', cell: ({ plain }) => percent(plain) },
  ];
  console.log(table(columns, rows).join('\n'));
}

interface Sighting {
  day: number;
  openedOn?: number;
}

interface School {
  /** What each person was shown, the oldest first. */
  people: Sighting[][];
  /** The day on which the second model began to serve. */
  change: number;
}

function judge({ people, change }: School): { putBack: boolean; plain: boolean } {
  const outcome = { putBack: false, plain: false };
  for (let length = 7; length <= mostWeeks * 7; length += 7) {
    if (change < length || change + length > days) break;
    const of = (read: typeof shownPeople) =>
      findFall(read(people, change - length, change), read(people, change, change + length)) !== undefined;
    outcome.putBack ||= of(shownPeople);
    outcome.plain ||= of(allPeople);
  }
  return outcome;
}

/** As `src/comparing/shown-people.ts` reads them. */
function shownPeople(people: readonly Sighting[][], from: number, to: number): ShownPerson[] {
  return people.flatMap((sightings) => {
    const first = sightings.find(({ day }) => day >= from && day < to);
    if (!first) return [];
    const page = sightings.filter(({ day }) => day === first.day);
    const known = sightings.filter(({ day }) => day < from).length;
    return [{ courses: page.length, known, opened: page.some(({ openedOn }) => openedOn === first.day) }];
  });
}

/** All of them alike. */
function allPeople(people: readonly Sighting[][], from: number, to: number): ShownPerson[] {
  return people.flatMap((sightings) => {
    const all = sightings.filter(({ day }) => day >= from && day < to);
    const isOpened = ({ day, openedOn = to }: Sighting) => openedOn < Math.min(to, day + 7);
    return all.length > 0 ? [{ courses: 1, known: 0, opened: all.some(isOpened) }] : [];
  });
}

function simulate(scenario: Scenario, count: number, seed: number): School {
  const random = createRandom(seed);
  const change = 7 * (scenario.from + random.below(scenario.to - scenario.from)) + random.below(7);
  const people = Array.from({ length: count }, () => personOf(scenario, change, random));
  return { people, change };
}

function personOf({ hasSeasons, effect }: Scenario, change: number, random: Random): Sighting[] {
  const visitsOf = visitsADay * Math.exp(spread * random.normal());
  const interest = openedOfNew * Math.exp(spread * random.normal() - spread ** 2 / 2);
  const arrival = arrivalOf(random);
  const seen: Sighting[] = [];
  let page: (Sighting | undefined)[] = Array(cards).fill(undefined);
  let visits = 0;
  for (let day = 0; day < days; day++) {
    // A model is trained each week, and the second one of the two is one of these.
    if (day % 7 === change % 7) page = page.map((card) => (random.next() < changed ? undefined : card));
    const { coming, mood } = seasonOf(hasSeasons, Math.floor(day / 7));
    const isHere = day === arrival || random.next() < visitsOf * coming * weekdays[day % 7]!;
    if (day < arrival || !isHere) continue;
    const chance = interest * mood * Math.exp(-fatigue * visits) * (day >= change ? effect : 1);
    visits++;
    page = page.map((card) => {
      const shown = card ?? { day };
      if (!card) seen.push(shown);
      if (shown.openedOn === undefined && random.next() < chance * (card ? openedOfKnown : 1))
        shown.openedOn = day;
      return shown;
    });
  }
  return seen;
}

/** Most come in the first weeks of the first term, some of the second, and some at any time. */
function arrivalOf(random: Random): number {
  const afterStart = Math.floor(-7 * Math.log(1 - random.next()));
  const when = random.next();
  return when < 0.7 ? afterStart : when < 0.85 ? 16 * 7 + afterStart : random.below(days);
}

function seasonOf(hasSeasons: boolean, week: number): { coming: number; mood: number } {
  if (hasSeasons && terms.has(week)) return { coming: 2.5, mood: 1.3 };
  if (hasSeasons && holidays.has(week)) return { coming: 0.2, mood: 0.7 };
  return { coming: 1, mood: 1 };
}
