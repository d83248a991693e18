import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { allProducts } from '../lms/all-products.ts';
import type { LmsProduct, NamedCourse } from '../lms/product.ts';
import { findAliases, onlyTarget } from '../sync/identity/find-aliases.ts';
import { addressKeysWithin, readAddress } from '../values/read-address.ts';

/** The indexes are named so that the planner does not compare them. */
const byKey = { institutionId: 1, key: 1 } as const;
const byAddress = { institutionId: 1, address: 1 } as const;
const fields = { _id: 0, key: 1, url: 1, address: 1 } as const;

/** What a sender's name of a course may be. */
interface Reading {
  /** Of the course's page, the most exact first. */
  addresses: readonly string[];
  /** The LMS's own id in it, as each product writes it. */
  inAddress: readonly NamedBy[];
}

interface NamedBy extends NamedCourse {
  product: LmsProduct;
}

/**
 * Finds the courses that senders name: by the address of the course's page, as the catalogue has it; by the LMS's own id, alone
 * or in an address; or by the id that another source has for the course (`ownCourseKey`). Only these are read.
 * @returns keys by name; a name that is no course of the catalogue is absent
 */
export async function findCourses(
  institutionId: Types.ObjectId,
  names: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (names.size === 0) return found;
  const aliases = await findAliases(institutionId, 'course', names);
  const readings = new Map(Array.from(names, (name) => [name, readName(name)]));
  const keys = new Set([...names, ...[...aliases.values()].flatMap((all) => onlyTarget(all) ?? [])]);
  const addresses = new Set<string>();
  for (const reading of readings.values()) {
    for (const { key } of reading.inAddress) keys.add(key);
    for (const address of reading.addresses) addresses.add(address);
  }
  const [named, addressed] = await Promise.all([
    CourseModel.find({ institutionId, key: { $in: [...keys] } }, fields)
      .hint(byKey)
      .lean(),
    CourseModel.find({ institutionId, address: { $in: [...addresses] } }, fields)
      .hint(byAddress)
      .lean(),
  ]);
  const urls = new Map(named.map(({ key, url }) => [key, url]));
  const atAddress = new Map<string | undefined, string[]>();
  for (const { key, address } of addressed) atAddress.set(address, [...(atAddress.get(address) ?? []), key]);
  for (const [name, reading] of readings) {
    const there = reading.addresses.map((address) => atAddress.get(address)).find((all) => all !== undefined);
    const target = onlyTarget(aliases.get(name) ?? []);
    const key =
      // An address that several courses have is that of none.
      (there?.length === 1 ? there[0] : undefined) ??
      [target, name].find((one) => one !== undefined && urls.has(one)) ??
      reading.inAddress.find((one) => urls.has(one.key) && !isElsewhere(one, urls.get(one.key)))?.key;
    if (key !== undefined) found.set(name, key);
  }
  return found;
}

function readName(name: string): Reading {
  const address = readAddress(name);
  return { addresses: address ? addressKeysWithin(address) : [], inAddress: coursesIn(name) };
}

function coursesIn(name: string): NamedBy[] {
  return allProducts.flatMap((product) => {
    const course = product.courseIn?.(name);
    return course ? { ...course, product } : [];
  });
}

/** The catalogue's address of the course has the same form, and is on another site: its number 12 is another course. */
function isElsewhere({ key, site, product }: NamedBy, url: string | undefined): boolean {
  const own = url === undefined ? undefined : product.courseIn?.(url);
  return own?.key === key && site !== undefined && own.site !== site;
}
