import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { printable } from '../values/printable.ts';
import { UsageError } from './run-command.ts';

/**
 * The institution that a command is about: the one with this name or, without a name, the only one.
 * @throws UsageError that lists the names
 */
export async function findInstitution(name: string | undefined): Promise<Institution> {
  const institutions = await InstitutionModel.find(name === undefined ? {} : { name }).lean<Institution[]>();
  const [only] = institutions;
  if (only && institutions.length === 1) return only;
  const names = (await InstitutionModel.distinct('name')).map((known) => `"${printable(known)}"`).join(', ');
  if (names === '')
    throw new UsageError(
      'There is no institution yet: add --create NAME, or register an LMS with `npm run platform -- add`.',
    );
  throw new UsageError(
    `${name === undefined ? 'Which institution?' : `There is no institution "${name}".`} Say --institution with one of ${names}.`,
  );
}

/** Makes an institution without an LMS, for data that comes first. `npm run platform -- add --name NAME` connects one. */
export async function createInstitution(name: string): Promise<{ institution: Institution; isNew: boolean }> {
  const existing = await InstitutionModel.findOne({ name }).lean<Institution>();
  if (existing) return { institution: existing, isNew: false };
  const created = await InstitutionModel.create({ name, learnerKey: newLearnerKey() });
  return { institution: created.toObject(), isNew: true };
}

/** Deletes an institution that was made for files which then could not be read, and the record of that run. */
export async function deleteNewInstitution({ _id }: Institution): Promise<void> {
  await SyncRunModel.deleteMany({ institutionId: _id });
  await InstitutionModel.deleteOne({ _id, registration: { $exists: false } });
}
