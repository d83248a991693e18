import { readId } from '../../values/read-text.ts';

/** `4711`, or `12~4711` of another shard. */
const courseNumber = '(\\d{1,7}~)?(\\d{1,20})';
const rosterPath = new RegExp(`^/api/lti/courses/${courseNumber}/names_and_roles$`);
const coursePath = new RegExp(`^/courses/${courseNumber}/`);

/** Hosted Canvases are split into shards. A global id is the shard's number followed by the number in it (`switchman`). */
const perShard = 10n ** 13n;

/** Name of the source whose ids these are (src/sync/source-order.ts). */
export const canvasSourceName = 'canvas';

/**
 * The id of a person or a course in Canvas's REST interface, as this tool stores it: `school.instructure.com/4711`. The
 * numbers belong to one Canvas. With its host before them, they cannot be taken for those of another one, such as a test
 * instance or a school whose address was entered by mistake.
 */
export function canvasId(host: string, number: string): string {
  return `${host}/${number}`;
}

/** The number in a variable's value; undefined where Canvas did not fill it in. */
export function canvasNumber(value: unknown): string | undefined {
  const id = readId(value, 20);
  return id !== undefined && /^\d+$/.test(id) ? id : undefined;
}

/** The course of a `context_memberships_url`; undefined: the address is not one of Canvas's. */
export function courseOfRoster(membershipsUrl: string | undefined): string | undefined {
  return courseIn(membershipsUrl, rosterPath);
}

/** The course of a page of Canvas; undefined: the address is not one of a course. */
export function courseOfPage(address: string | undefined): string | undefined {
  return courseIn(address, coursePath);
}

/**
 * A global id of Canvas's Live Events in the form of `canvasId`. In the shard of the root account it is the number alone,
 * as REST and launches say it there. Of another shard, such as that of a person whom two schools share, it is the whole id.
 * @param rootAccount global id of the root account
 */
export function canvasIdOfGlobal(host: string, global: string, rootAccount: string): string {
  const id = BigInt(global);
  const isOfShard = id / perShard === BigInt(rootAccount) / perShard;
  return canvasId(host, `${isOfShard ? id % perShard : id}`);
}

export function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}

function courseIn(address: string | undefined, pattern: RegExp): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { host, pathname } = new URL(address);
  const [, shard, number] = pattern.exec(pathname) ?? [];
  if (number === undefined) return undefined;
  const id = shard === undefined ? number : `${BigInt(shard.slice(0, -1)) * perShard + BigInt(number)}`;
  return canvasId(host, id);
}
