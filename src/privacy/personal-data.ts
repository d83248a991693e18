import type { Collection } from 'mongoose';
import { AliasModel } from '../../models/alias.ts';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { ComparedLearnerModel } from '../../models/compared-learner.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { LearnerModel } from '../../models/learner.ts';
import { ObjectionModel } from '../../models/objection.ts';
import { SaveModel } from '../../models/save.ts';
import { SessionModel } from '../../models/session.ts';
import { SightingModel } from '../../models/sighting.ts';
import { StudyModel } from '../../models/study.ts';

/** Where something is stored of people. */
export interface PersonalCollection {
  /** Its name in an export. */
  name: string;
  collection: Collection;
  /** Field with the pseudonym. */
  field: string;
  /** Which documents are about people; absent: all. */
  only?: Readonly<Record<string, string>>;
  /**
   * `told`: what the person said and did in the tool. `records`: what the institution's systems say of them. `visit`: ends by
   * itself. `tombstone`: stays when they are deleted, so that they stay deleted. `trace`: that they did something for others, which
   * stays when they are deleted, without them.
   */
  kind: 'told' | 'records' | 'visit' | 'tombstone' | 'trace';
  /** The date on which the person was seen last, as far as this collection knows. */
  seen?: string;
}

/**
 * Every collection that holds pseudonyms of people. A model that has one and is not here fails
 * `test/privacy/person.test.ts`. Trained models hold courses only.
 */
export const personalData: readonly PersonalCollection[] = [
  { name: 'profile', collection: LearnerModel.collection, field: 'key', kind: 'told', seen: 'updatedAt' },
  {
    name: 'enrolments',
    collection: EnrolmentModel.collection,
    field: 'learner',
    kind: 'records',
    seen: 'seenAt',
  },
  { name: 'studies', collection: StudyModel.collection, field: 'learner', kind: 'records', seen: 'seenAt' },
  { name: 'events', collection: EventModel.collection, field: 'learner', kind: 'told', seen: 'at' },
  { name: 'saves', collection: SaveModel.collection, field: 'learner', kind: 'told', seen: 'at' },
  { name: 'shown', collection: SightingModel.collection, field: 'learner', kind: 'told', seen: 'shownAt' },
  {
    name: 'compared',
    collection: ComparedLearnerModel.collection,
    field: 'learner',
    kind: 'told',
    seen: 'firstShownAt',
  },
  { name: 'visits', collection: SessionModel.collection, field: 'learner', kind: 'visit' },
  {
    name: 'otherPseudonyms',
    collection: AliasModel.collection,
    field: 'to',
    only: { of: 'learner' },
    kind: 'tombstone',
    seen: 'learntAt',
  },
  { name: 'objections', collection: ObjectionModel.collection, field: 'learner', kind: 'tombstone' },
  { name: 'audit', collection: AuditEntryModel.collection, field: 'by', kind: 'trace', seen: 'at' },
];

/**
 * Deletes what one collection holds of people; of a trace only whose it is.
 * @param whose the institution, and the pseudonyms in the collection's own field
 * @returns how many documents were deleted or changed
 */
export async function removePeople(
  { collection, field, kind }: PersonalCollection,
  whose: Readonly<Record<string, unknown>>,
): Promise<number> {
  if (kind !== 'trace') return (await collection.deleteMany(whose)).deletedCount;
  return (await collection.updateMany(whose, { $unset: { [field]: 1 } })).modifiedCount;
}
