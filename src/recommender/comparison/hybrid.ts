import { fitTuning } from '../fit.ts';
import { hybridDefaults, type Tuned } from '../ranker/fit-hybrid.ts';
import { catalogueFacts } from '../scorer-kit/catalogue-facts.ts';
import type { FitModel } from './compared-model.ts';

/** What ships, fitted on what a model may know. */
export const hybrid: FitModel = (data, courses, { seed, threads = 1, onProgress }) => {
  const training = fitTuning(data, catalogueFacts(courses), { ...hybridDefaults, seed, threads });
  for (;;) {
    const { done, value } = training.next();
    if (done) return { scorer: value.recommender, tuned: namedValues(value.tuned) };
    onProgress?.(value.share, value.detail);
  }
};

/** Each chosen value by `member.option`. */
function namedValues({ epochs, votes }: Tuned): Record<string, number> {
  const values: Record<string, number> = { epochs };
  for (const [member, { fitted, scored }] of Object.entries(votes))
    for (const [option, value] of Object.entries({ ...fitted, ...scored }))
      values[`${member}.${option}`] = value;
  return values;
}
