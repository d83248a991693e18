import type { Types } from 'mongoose';
import {
  type Arm,
  type ArmResult,
  type Comparison,
  ComparisonModel,
  type ComparisonResult,
} from '../../../models/comparison.ts';
import type { Institution } from '../../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../../models/trained-model.ts';
import { runningComparison } from '../../comparing/comparisons.ts';
import { leastInArm } from '../../comparing/confidence-sequence.ts';
import { countedDays } from '../../comparing/record-compared.ts';
import { settleOutcomes } from '../../comparing/settle.ts';
import { readStanding, type Standing } from '../../comparing/standing.ts';
import { type Verdict, verdictOf } from '../../comparing/verdict.ts';
import { fewestPeople } from '../../privacy/fewest-people.ts';
import type { Words } from '../../words/words.ts';

const shownEnded = 10;

export interface ComparisonView {
  /** For so long what a learner does counts. */
  days: number;
  running: RunningView | undefined;
  /** The newest first. */
  ended: EndedRow[];
}

export interface RunningView {
  since: string;
  state: Verdict;
  verdict: string;
  /** Undefined where it is too early for one. */
  difference: string | undefined;
  rows: { name: string; trained: string; learners: string; counted: string; share: string }[];
}

export interface EndedRow {
  time: string;
  models: string;
  /** What came of it: sentences. */
  result: string[];
  ending: string;
}

/** The comparison that runs, as it stands at this moment, and those that have ended. */
export async function comparisonView(institution: Institution, words: Words): Promise<ComparisonView> {
  const institutionId = institution._id;
  const [running, ended] = await Promise.all([
    runningComparison(institution),
    ComparisonModel.find({ institutionId, endedAt: { $exists: true } })
      .sort({ startedAt: -1 })
      .limit(shownEnded)
      .lean<Comparison[]>(),
  ]);
  const trainingOf = await trainingsOf(institutionId, running ? [running, ...ended] : ended, words);
  return {
    days: countedDays,
    running: running && runningView(running, await currentStanding(running), trainingOf, words),
    ended: ended.map((one) => endedRow(one, trainingOf, words)),
  };
}

/** Settles what is over by now, and counts. */
export async function currentStanding({
  institutionId,
  _id,
}: Comparison): Promise<Standing & { verdict: Verdict }> {
  await settleOutcomes(institutionId, _id);
  const standing = await readStanding(institutionId, _id);
  return { ...standing, verdict: verdictOf(standing.result) };
}

/** When the model of an arm was trained, in words: it has no other name. */
type TrainingOf = (comparison: Comparison, arm: Arm) => string;

async function trainingsOf(
  institutionId: Types.ObjectId,
  comparisons: readonly Comparison[],
  words: Words,
): Promise<TrainingOf> {
  const ids = comparisons.flatMap(({ serving, compared }) => [serving, compared]);
  const found = TrainedModelModel.find({ institutionId, _id: { $in: ids } }, { createdAt: 1 });
  const models = await found.lean<TrainedModel[]>();
  const at = new Map(models.map(({ _id, createdAt }) => [`${_id}`, words.moment(createdAt)]));
  return (comparison, arm) => at.get(`${comparison[arm]}`) ?? '–';
}

function runningView(
  comparison: Comparison,
  { learners, result, verdict }: Standing & { verdict: Verdict },
  trainingOf: TrainingOf,
  words: Words,
): RunningView {
  return {
    since: words.say('administration.comparison.since', { at: words.moment(comparison.startedAt) }),
    state: verdict,
    verdict: verdictWords(verdict, words),
    difference: verdict === 'early' ? undefined : differenceWords(result, words),
    rows: (['serving', 'compared'] as const).map((arm) => ({
      name: words.say(`administration.comparison.arm.${arm}`),
      trained: words.say('administration.models.one', { at: trainingOf(comparison, arm) }),
      learners: countWords(learners[arm], words),
      counted: countWords(result[arm].counted, words),
      share: shareWords(result[arm], words),
    })),
  };
}

function endedRow(comparison: Comparison, trainingOf: TrainingOf, words: Words): EndedRow {
  const { startedAt, endedAt = startedAt, ending = 'ended', result } = comparison;
  return {
    time: words.say('administration.comparison.between', {
      from: words.date(startedAt),
      to: words.date(endedAt),
    }),
    models: words.say('administration.comparison.pair', {
      serving: trainingOf(comparison, 'serving'),
      compared: trainingOf(comparison, 'compared'),
    }),
    result: result ? resultWords(result, words) : [words.say('administration.comparison.tooFew')],
    ending: words.say(`administration.comparison.ending.${ending}`),
  };
}

function resultWords(result: ComparisonResult, words: Words): string[] {
  const verdict = verdictOf(result);
  if (verdict === 'early') return [words.say('administration.comparison.tooFew')];
  return [
    verdict === 'open' ? words.say('administration.comparison.undecided') : verdictWords(verdict, words),
    words.say('administration.comparison.shares', {
      serving: shareWords(result.serving, words),
      compared: shareWords(result.compared, words),
    }),
    differenceWords(result, words),
  ];
}

function verdictWords(verdict: Verdict, words: Words): string {
  return verdict === 'early'
    ? words.say('administration.comparison.verdict.early', { count: leastInArm })
    : words.say(`administration.comparison.verdict.${verdict}`);
}

function differenceWords({ difference, halfWidth }: ComparisonResult, words: Words): string {
  const points = (share: number) =>
    words.number(share * 100, {
      ...{ minimumFractionDigits: 1, maximumFractionDigits: 1 },
      signDisplay: 'exceptZero',
    });
  return words.say('administration.comparison.difference', {
    difference: points(difference),
    from: points(Math.max(-1, difference - halfWidth)),
    to: points(Math.min(1, difference + halfWidth)),
  });
}

/** Of few people not how many. */
function countWords(count: number, words: Words): string {
  return count < fewestPeople
    ? words.say('administration.comparison.few', { count: fewestPeople })
    : words.number(count);
}

function shareWords({ counted, reached }: ArmResult, words: Words): string {
  return counted < fewestPeople
    ? '–'
    : words.number(reached / counted, { style: 'percent', maximumFractionDigits: 1 });
}
