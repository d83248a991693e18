import type { Types } from 'mongoose';
import { type Alias, AliasModel } from '../../../models/alias.ts';
import { AuditEntryModel } from '../../../models/audit-entry.ts';
import { ComparedLearnerModel } from '../../../models/compared-learner.ts';
import { EventModel } from '../../../models/event.ts';
import { PanelSettingsModel } from '../../../models/panel-settings.ts';
import { SaveModel } from '../../../models/save.ts';
import { SightingModel } from '../../../models/sighting.ts';
import {
  courseKind,
  type DocumentKind,
  enrolmentKind,
  type Key,
  studyKind,
} from '../documents/document-kind.ts';
import { findAliases, onlyTarget } from './find-aliases.ts';
import { moveDocument, withdrawSource } from './move-document.ts';

const keysAtOnce = 500;
/** The index is named, because the embedded engine's own choice can fail where many documents are read and few match. */
const indexes = {
  learner: { institutionId: 1, learner: 1, course: 1 },
  course: { institutionId: 1, course: 1 },
  key: { institutionId: 1, key: 1 },
} as const;
const oneOfLearner = { institutionId: 1, learner: 1 } as const;

/** The keys that one source has for learners or for courses. */
export interface OwnKeys {
  institutionId: Types.ObjectId;
  source: string;
  of: Alias['of'];
}

/**
 * Moves what is stored under a source's own ids to the people or courses that these turned out to be. Where an id turns out to
 * belong to two, what was moved to the first one is taken back. The source's next whole pull brings it again, under its own id.
 */
export async function joinDocuments(own: OwnKeys, from: readonly string[]): Promise<void> {
  for (let at = 0; at < from.length; at += keysAtOnce) await joinSome(own, from.slice(at, at + keysAtOnce));
}

async function joinSome(own: OwnKeys, from: readonly string[]): Promise<void> {
  const { institutionId, of } = own;
  const joining = new Map<string, string>();
  for (const [key, aliases] of await findAliases(institutionId, of, from)) {
    const to = onlyTarget(aliases);
    if (to !== undefined) joining.set(key, to);
    else for (const alias of aliases) if (alias.joinedAt) await undoJoin(own, alias);
  }
  if (joining.size === 0) return;
  for (const place of findPlaces(of)) await moveAll(own, place, joining);
  if (of === 'course') await renameElsewhere(institutionId, joining);
  await AliasModel.updateMany(
    { institutionId, of, from: { $in: [...joining.keys()] } },
    { joinedAt: new Date() },
  );
}

interface Place {
  kind: DocumentKind;
  field: keyof typeof indexes;
  hint?: Record<string, 1>;
}

async function moveAll(
  { institutionId, source }: OwnKeys,
  { kind, field, hint = indexes[field] }: Place,
  joining: ReadonlyMap<string, string>,
): Promise<void> {
  const filter = { institutionId, [field]: { $in: [...joining.keys()] } };
  for await (const document of kind.collection.find(filter, { hint })) {
    const key: Key = Object.fromEntries(kind.keyFields.map((name) => [name, document[name]]));
    await moveDocument(kind, source, document, { ...key, [field]: joining.get(document[field]) as string });
  }
}

/** A course may have been suggested, opened, hidden or blocked before it was known which course of the LMS it is. */
async function renameElsewhere(
  institutionId: Types.ObjectId,
  joining: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [course, to] of joining) {
    await EventModel.updateMany({ institutionId, course }, { course: to });
    await SightingModel.updateMany({ institutionId, course }, { course: to });
    await ComparedLearnerModel.updateMany({ institutionId, courses: course }, { $set: { 'courses.$': to } });
    await renameSaves(institutionId, course, to);
    await PanelSettingsModel.updateMany({ institutionId, blocked: course }, { $set: { 'blocked.$': to } });
    await PanelSettingsModel.updateMany(
      { institutionId, 'steered.course': course },
      { $set: { 'steered.$.course': to } },
    );
    await AuditEntryModel.updateMany({ institutionId, course }, { course: to });
  }
}

/** Whoever has saved the course under both keys keeps it once. */
async function renameSaves(institutionId: Types.ObjectId, course: string, to: string): Promise<void> {
  const both = await SaveModel.distinct('learner', { institutionId, course: to });
  await SaveModel.deleteMany({ institutionId, course, learner: { $in: both } });
  await SaveModel.updateMany({ institutionId, course }, { course: to });
}

async function undoJoin({ institutionId, source, of }: OwnKeys, { _id, to }: Alias): Promise<void> {
  for (const { kind, field, hint = indexes[field] } of findPlaces(of)) {
    const filter = { institutionId, [field]: to, [`bySource.${source}`]: { $exists: true } };
    for await (const document of kind.collection.find(filter, { hint }))
      await withdrawSource(kind, source, document);
  }
  await AliasModel.updateOne({ institutionId, _id }, { $unset: { joinedAt: 1 } });
}

function findPlaces(of: Alias['of']): readonly Place[] {
  if (of === 'learner')
    return [
      { kind: enrolmentKind, field: 'learner' },
      { kind: studyKind, field: 'learner', hint: oneOfLearner },
    ];
  return [
    { kind: courseKind, field: 'key' },
    { kind: enrolmentKind, field: 'course' },
  ];
}
