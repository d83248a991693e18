import { createRandom, shuffle } from '../data/random.ts';
import { ChoiceTable } from './choice-table.ts';
import type { Choices } from './choices.ts';
import { momentsOf } from './feature-moments.ts';
import { raise, type SeenApart } from './raise.ts';
import { mostTrainings, Ranker } from './ranker.ts';
import { fewChoices, RankerTrainer } from './ranker-trainer.ts';
import { rankerWeights } from './ranker-weights.ts';
import { fitTemperature } from './temperature.ts';

const mostEpochs = 20;
const patience = 3;
/** Share of the choices that is held apart to see when to stop; of few choices each half apart from the other. */
const shareApart = 0.2;
/** Fewer choices than this cannot say when to stop: then the wide part is trained for a fixed number of epochs. */
const fewestChoices = 50;
const fixedEpochs = 5;
/** Between the seeds of the trainings that are added up. */
const seedStep = 7_777;

/**
 * Fits a ranker to choices by the likelihood of what was taken among the candidates (listwise softmax, Cao et al.
 * 2007; for the wide part alone this is McFadden's conditional logit). Choices that are held apart decide for how long
 * to train, and whether the deep part is worth having. Then several are fitted on all of the choices, each from other
 * weights and in another order, and their scores are averaged, so that less depends on chance. The scorer is raised that
 * ranks choices held apart better (`raise`), and those that are held apart say how sure it may be.
 */
export function trainRanker(
  { choices, namedShare }: Omit<Choices, 'apart'>,
  seed = 1,
  mayBeDeep = true,
): Ranker {
  const moments = momentsOf(choices);
  const table = new ChoiceTable(choices, moments);
  const all = Int32Array.from(choices.keys());
  const fittedToAll = (isDeep: boolean, epochs: number) =>
    rankerWeights(
      Array.from({ length: mostTrainings }, (_, t) =>
        fitted(table, all, isDeep, epochs, seed + t * seedStep),
      ),
    );
  const rankerOf = (weights: ReturnType<typeof rankerWeights>, temperature: number, seen: number) =>
    new Ranker({ ...moments, ...weights, calibration: Float32Array.of(temperature, namedShare, seen) });
  if (choices.length < fewestChoices) return rankerOf(fittedToAll(false, fixedEpochs), 1, 0);

  const parts = heldApart(all, seed);
  const kinds = mayBeDeep ? [false, true] : [false];
  const [chosen] = kinds
    .map((isDeep) => {
      const found = parts.map((part) => best(table, part, isDeep, seed));
      return { isDeep, found, likelihood: mean(found.map(({ likelihood }) => likelihood)) };
    })
    .sort((a, b) => b.likelihood - a.likelihood);
  const { isDeep, found } = chosen!;
  const epochs = Math.round(mean(found.map(({ epochs }) => epochs)));
  const weights = fittedToAll(isDeep, epochs);
  const seenApart = parts.flatMap(({ apart }, part) => scored(table, apart, found[part]!.parameters, isDeep));
  // A raise is nothing for whoever has one course, so those of whom most was forgotten would only hide what it does.
  const seenWhole = seenApart.filter(({ choice }) => choices[choice]!.isWhole);
  raise(weights.wide, moments, table, seenWhole);
  const whole = seenWhole.map(({ choice, scores }) => ({ scores, taken: choices[choice]!.taken }));
  return rankerOf(weights, fitTemperature(whole), whole.length);
}

/** Numbers of choices. */
interface Part {
  training: Int32Array;
  apart: Int32Array;
}

/** A fifth of the choices apart from the others; where there are few, a fifth says too little: each half apart. */
function heldApart(choices: Int32Array, seed: number): Part[] {
  const drawn = choices.slice();
  shuffle(drawn, createRandom(seed));
  const parted = (count: number): Part => ({
    apart: drawn.subarray(0, count),
    training: drawn.subarray(count),
  });
  if (choices.length >= fewChoices) return [parted(Math.ceil(choices.length * shareApart))];
  const { apart, training } = parted(Math.ceil(choices.length / 2));
  return [
    { apart, training },
    { apart: training, training: apart },
  ];
}

interface Best {
  likelihood: number;
  epochs: number;
  parameters: Float32Array;
}

function best(table: ChoiceTable, { training, apart }: Part, deep: boolean, seed: number): Best {
  const trainer = new RankerTrainer(table, deep, seed);
  let found: Best | undefined;
  for (let epoch = 1; epoch <= mostEpochs && epoch - (found?.epochs ?? 1) <= patience; epoch++) {
    trainer.epoch(training);
    const likelihood = trainer.likelihood(apart);
    if (!found || likelihood > found.likelihood)
      found = { likelihood, epochs: epoch, parameters: trainer.parameters.slice() };
  }
  return found!;
}

function fitted(
  table: ChoiceTable,
  choices: Int32Array,
  deep: boolean,
  epochs: number,
  seed: number,
): Float32Array {
  const trainer = new RankerTrainer(table, deep, seed);
  for (let epoch = 1; epoch <= epochs; epoch++) trainer.epoch(choices);
  return trainer.parameters;
}

function scored(
  table: ChoiceTable,
  choices: Int32Array,
  parameters: Float32Array,
  deep: boolean,
): SeenApart[] {
  table.use(parameters, deep);
  return Array.from(choices, (choice) => ({ choice, scores: table.scores(choice).slice() }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
