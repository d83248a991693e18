// Fits and tests one model in a process of its own, so that its time and its memory are its own. Its parent is
// src/experiment/run-model.ts.

import { models } from '../recommender/comparison/models.ts';
import { popularityCounts } from '../recommender/data/popularity-counts.ts';
import type { Split, TestCase } from '../recommender/data/split.ts';
import { basketFigures } from '../recommender/evaluation/baskets.ts';
import { CalibrationTally, calibrationFigures } from '../recommender/evaluation/calibration.ts';
import {
  type Evaluation,
  evaluate,
  pooled,
  popularityPlaces,
  type RankedCase,
} from '../recommender/evaluation/evaluate.ts';
import { type Fairness, FairnessTally, pooledFairness } from '../recommender/evaluation/fairness/fairness.ts';
import type { ModelRun } from '../recommender/evaluation/report.ts';
import { Recommender } from '../recommender/recommender.ts';
import { catalogueFacts } from '../recommender/scorer-kit/catalogue-facts.ts';
import { BasketTally, pooledBaskets } from './baskets.ts';
import type { ModelMessage, ModelTask } from './model-message.ts';
import { peakBytes } from './peak-bytes.ts';
import { splits } from './splits.ts';

const betweenReports = 200;
let reportedAt = 0;

process.once('message', async (task: ModelTask) => {
  let last: ModelMessage;
  try {
    last = { kind: 'done', run: await run(task) };
  } catch (error) {
    last = { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
  // A large message is still on its way when `send` returns.
  process.send?.(last, undefined, undefined, () => process.disconnect());
});

async function run(task: ModelTask): Promise<ModelRun> {
  const { model, dataset, courses, split, options, evenOut } = task;
  const { seed, configuration, threads } = task;
  const parts: readonly Split[] = splits[split](dataset, options);
  const tests: Evaluation[] = [];
  const colds: Evaluation[] = [];
  const fairness: Fairness[] = [];
  const baskets: BasketTally[] = [];
  const forecasts = new CalibrationTally();
  const { index } = catalogueFacts(courses);
  const asksForBaskets = parts.some(({ test }) => test.some(({ targets }) => targets.length > 1));
  let fitSeconds = 0;
  let lastTuned: ModelRun['tuned'];
  for (const [i, { tuning, test, cold }] of parts.entries()) {
    const of = parts.length > 1 ? `part ${i + 1} of ${parts.length}: ` : '';
    const onProgress = (share: number, detail: string) => report((i + share) / parts.length, of + detail);
    const started = performance.now();
    const { scorer, tuned } = await models[model]!(tuning, courses, {
      ...{ seed, configuration, threads, onProgress },
    });
    fitSeconds += (performance.now() - started) / 1000;
    const places = popularityPlaces(tuning.known);
    const evaluated = (cases: readonly TestCase[], tallies: readonly Tally[] = []) =>
      evaluate(scorer, cases, places, (done, ranked) => {
        for (const tally of tallies) tally.add(ranked);
        onProgress(done / cases.length, 'ranking the catalogue');
      });
    const tally = new FairnessTally(test, popularityCounts(tuning.known), places, evenOut);
    const tallies: Tally[] = [tally];
    if (asksForBaskets) {
      const basket = new BasketTally(scorer, tuning.known, courses, index);
      baskets.push(basket);
      tallies.push(basket);
    } else if (scorer instanceof Recommender) tallies.push(forecaster(scorer, forecasts));
    tests.push(evaluated(test, tallies));
    fairness.push(tally.fairness);
    if (cold.length > 0) colds.push(evaluated(cold));
    lastTuned = tuned;
  }
  return {
    name: model,
    test: pooled(tests),
    fairness: pooledFairness(fairness),
    baskets: basketFigures(pooledBaskets(baskets.map(({ qualities }) => qualities))),
    calibration: calibrationFigures(forecasts),
    cold: colds.length > 0 ? pooled(colds) : undefined,
    fitSeconds,
    peakBytes: peakBytes(),
    tuned: lastTuned,
  };
}

/** What is measured of every case. */
interface Tally {
  add(ranked: RankedCase): void;
}

/** Asks for probabilities too. */
function forecaster(scorer: Recommender, forecasts: CalibrationTally): Tally {
  const probabilities = new Float32Array(scorer.courseCount);
  return {
    add({ testCase }) {
      scorer.probabilities(testCase.query, probabilities);
      forecasts.add(testCase, probabilities);
    },
  };
}

function report(share: number, detail: string): void {
  const now = performance.now();
  if (now - reportedAt < betweenReports) return;
  reportedAt = now;
  send({ kind: 'progress', share, detail });
}

function send(message: ModelMessage): void {
  process.send?.(message);
}
