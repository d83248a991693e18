import type { Types } from 'mongoose';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { LearnerModel } from '../../models/learner.ts';
import type { LearnerStanding } from './eligibility.ts';

/** What is known of a learner at this moment. */
export interface LearnerState extends LearnerStanding {
  /** Course keys, oldest first; without those withdrawn from. */
  history: string[];
  interests: string[];
}

/** Of an anonymous visit, or of staff. */
export const nobody: LearnerState = {
  taken: new Set(),
  passed: new Set(),
  dismissed: new Set(),
  history: [],
  interests: [],
};

/** Read afresh for each answer: what the learner did a moment ago counts. */
export async function learnerState(tenant: Types.ObjectId, learner: string): Promise<LearnerState> {
  const [enrolments, events, profile] = await Promise.all([
    EnrolmentModel.find({ tenant, learner }, { _id: 0, course: 1, state: 1, at: 1 }).lean(),
    EventModel.find(
      { tenant, learner, type: { $in: ['dismissed', 'restored'] } },
      { _id: 0, course: 1, type: 1 },
    )
      .sort({ at: 1 })
      .lean(),
    LearnerModel.findOne({ tenant, key: learner }, { _id: 0, interests: 1 }).lean(),
  ]);
  const kept = enrolments
    .filter(({ state }) => state !== 'withdrawn')
    .sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0))
    .map(({ course }) => course);
  const dismissed = new Set<string>();
  for (const { course, type } of events)
    if (type === 'dismissed') dismissed.add(course);
    else dismissed.delete(course);
  return {
    taken: new Set(enrolments.map(({ course }) => course)),
    passed: new Set(kept),
    dismissed,
    history: kept,
    interests: profile?.interests ?? [],
  };
}
