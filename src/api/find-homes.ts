import { ConnectionModel } from '../../models/connection.ts';
import { CourseModel } from '../../models/course.ts';
import type { Institution } from '../../models/institution.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { readAddress } from '../values/read-address.ts';
import type { Home } from './activity.ts';

/** @returns whether an id of that system is one of the institution's LMS */
export type IsOurs = (home: Home | undefined) => boolean;

/** The index is named so that the planner does not compare it. */
const byAddress = { institutionId: 1, address: 1 } as const;

/**
 * Tells the systems whose ids of people are those of the institution's LMS from all others. They are what the administrator
 * named when the secret was issued. Where nothing was named, they are the LMS's address as it is registered or connected, and
 * every address under which the catalogue has courses. Where none of these is known, nothing can be told apart.
 * @param named by the administrator
 */
export async function findHomes(
  { _id: institutionId, registration }: Pick<Institution, '_id' | 'registration'>,
  named: readonly string[] | undefined,
  homes: readonly (Home | undefined)[],
): Promise<IsOurs> {
  const stated = new Set(homes.flatMap((home) => home?.address ?? []));
  const pages = new Set([...stated].flatMap((address) => pageOf(address) ?? []));
  if (stated.size === 0) return () => true;
  if (named && named.length > 0) return among(named.flatMap((address) => pageOf(address) ?? []));
  const known = [
    ...(await registeredPages(registration)),
    ...(await connectedPages(institutionId)),
    ...(await pagesWithCourses(institutionId, pages)),
  ];
  if (known.length === 0 && !(await hasAddresses(institutionId))) return () => true;
  const isKnown = among(known);
  return (home) => isKnown(home) || isNear(home);
}

function among(known: readonly string[]): IsOurs {
  return (home) => {
    if (home === undefined) return true;
    const page = pageOf(home.address);
    return page !== undefined && known.some((one) => isWithin(page, one) || isWithin(one, page));
  };
}

/** The message comes from the same system, or tells of a course there, of which the catalogue then decides. */
function isNear(home: Home | undefined): boolean {
  const host = hostOf(home?.address);
  return host !== undefined && (home?.near ?? []).some((address) => hostOf(address) === host);
}

async function registeredPages(registration: Institution['registration']): Promise<string[]> {
  if (!registration) return [];
  const found = await RegistrationModel.findById(registration, { issuer: 1 }).lean();
  return [pageOf(found?.issuer) ?? []].flat();
}

/** A setting is an address, a host, or something else. */
async function connectedPages(institutionId: Institution['_id']): Promise<string[]> {
  const connections = await ConnectionModel.find({ institutionId }, { settings: 1 }).lean();
  return connections.flatMap(({ settings }) =>
    Object.values(settings).flatMap((value) => pageOf(value) ?? []),
  );
}

async function pagesWithCourses(
  institutionId: Institution['_id'],
  pages: ReadonlySet<string>,
): Promise<string[]> {
  const all = await Promise.all(
    Array.from(pages, async (page) => {
      // In the order of characters "0" comes after "/".
      const address = { $gte: `${page}/`, $lt: `${page}0` };
      const some = await CourseModel.findOne({ institutionId, address }, { _id: 1 }).hint(byAddress).lean();
      return some ? page : [];
    }),
  );
  return all.flat();
}

async function hasAddresses(institutionId: Institution['_id']): Promise<boolean> {
  const address = { $exists: true };
  return (await CourseModel.findOne({ institutionId, address }, { _id: 1 }).hint(byAddress).lean()) !== null;
}

function pageOf(address: unknown): string | undefined {
  return readAddress(address)?.page;
}

function hostOf(address: unknown): string | undefined {
  return pageOf(address)?.split('/')[0];
}

function isWithin(page: string, around: string): boolean {
  return page === around || page.startsWith(`${around}/`);
}
