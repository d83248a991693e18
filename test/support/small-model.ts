import { fit } from '../../src/recommender/fit.ts';
import { encodeModel } from '../../src/trained-models/stored-model.ts';
import { finish, smallCollege } from '../recommender/small-college.ts';

/** A model in its stored form, of a college of 80 learners whose courses are called c0, c1 …; trained for one epoch. */
export function smallModel(): Uint8Array {
  const { dataset, courses } = smallCollege(80);
  const { recommender } = finish(fit(dataset, courses, { epochs: 1 }));
  return encodeModel(
    recommender,
    courses.map((_, i) => [`c${i}`]),
  );
}
