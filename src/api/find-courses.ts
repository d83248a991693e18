import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { findAliases, onlyTarget } from '../sync/identity/find-aliases.ts';

/** The indexes are named so that the planner does not compare them. */
const byKey = { institutionId: 1, key: 1 } as const;
const byUrl = { institutionId: 1, url: 1 } as const;
const fields = { _id: 0, key: 1, url: 1 } as const;

/**
 * Finds the courses that senders name: by the address of the course's page, as the catalogue has it; by the LMS's own id, alone
 * or at the end of an address; or by the id that another source has for the course (`ownCourseKey`). Only these are read.
 * @returns keys by name; a name that is no course of the catalogue is absent
 */
export async function findCourses(
  institutionId: Types.ObjectId,
  names: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (names.size === 0) return found;
  const aliases = await findAliases(institutionId, 'course', names);
  const possibleKeys = (name: string) =>
    [onlyTarget(aliases.get(name) ?? []), name, keyIn(name)].filter((key) => key !== undefined);
  const keys = { $in: [...names].flatMap(possibleKeys) };
  const urls = { $in: [...names] };
  const [named, addressed] = await Promise.all([
    CourseModel.find({ institutionId, key: keys }, fields).hint(byKey).lean(),
    CourseModel.find({ institutionId, url: urls }, fields).hint(byUrl).lean(),
  ]);
  const known = new Set(named.map(({ key }) => key));
  const atAddress = new Map(addressed.map(({ key, url }) => [url, key]));
  for (const name of names) {
    const key = atAddress.get(name) ?? possibleKeys(name).find((one) => known.has(one));
    if (key !== undefined) found.set(name, key);
  }
  return found;
}

/** `…/course/view.php?id=12` (Moodle) → `12`; `urn:…:course:12`, `…/courses/12` → `12`; nothing for an assignment */
function keyIn(name: string): string | undefined {
  return /\/course\/view\.php\?id=(\d+)$|(?::course:|\/courses?\/)([^/:?#]+)$/
    .exec(name)
    ?.slice(1)
    .find(Boolean);
}
