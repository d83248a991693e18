import type { IncomingHttpHeaders } from 'node:http';
import type { setTimeout as sleep } from 'node:timers/promises';
import type { Registration } from '../../../models/registration.ts';
import { readList, readObject } from '../../values/read-object.ts';
import type { AddressRules } from '../safe-fetch/address-rules.ts';
import type { SafeAnswer } from '../safe-fetch/safe-fetch.ts';
import { findLink } from './link-header.ts';
import { withMemberIds } from './member-ids.ts';
import { nextPage, proxyCure } from './next-page.ts';
import { answeredWith, RosterError } from './roster-error.ts';
import { idReader, type Member, membersOf, type UnusableMember } from './roster-page.ts';
import type { RosterProfile } from './roster-profile.ts';
import type { RosterReader, RosterRequest } from './roster-request.ts';
import { createSend } from './send.ts';
import type { ServiceTokens } from './service-tokens.ts';

const mediaType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const pageSize = 200;
const maximumPageBytes = 20 * 2 ** 20;
/** Half a million members, where a platform gives 50 on a page. */
const maximumPages = 10_000;

export interface RosterReaderOptions {
  /** Products whose rosters tell more than the specification asks for. */
  profiles?: readonly RosterProfile[];
  /** For tests. */
  pause?: typeof sleep;
}

export function createRosterReader(
  tokens: Pick<ServiceTokens, 'get'>,
  rules: AddressRules,
  { profiles = [], pause }: RosterReaderOptions = {},
): RosterReader {
  const send = createSend(rules, maximumPageBytes, pause);
  const ask = (address: string, token: string) =>
    send(address, () => ({
      headers: { Authorization: `Bearer ${token}`, Accept: mediaType },
      findsJson: true,
    }));
  return withMemberIds(readRoster, profiles);

  async function* readRoster(
    registration: Registration,
    membershipsUrl: string,
    request: RosterRequest = {},
  ): AsyncGenerator<Member | UnusableMember> {
    const { href: first } = checkedAddress(registration, membershipsUrl);
    let differencesUrl: string | undefined;
    let token = await tokens.get(registration);
    const getPage = async (address: string): Promise<SafeAnswer> => {
      let answer = await ask(address, token);
      if (answer.status === 401) {
        token = await tokens.get(registration, token);
        answer = await ask(address, token);
      }
      if (answer.status !== 200) throw new RosterError('roster-refused', [answeredWith(answer.status)]);
      return answer;
    };

    const seen = new Set<string>();
    const { contextId, resourceLinkId } = request;
    // Asked for the course's own link, the platform says more of each member (`withMemberIds`).
    const isOwnLink = contextId !== undefined && resourceLinkId === contextId;
    const readIds = isOwnLink ? idReader(profiles, membershipsUrl) : undefined;
    const firstAsked = firstPage(first, request);
    /** Asked for one member less, the platform has to give a link to the next page. */
    const areLinksTaken = async (address: string, count: number): Promise<boolean> => {
      const url = new URL(address);
      url.searchParams.set('limit', `${count - 1}`);
      const answer = await ask(url.href, token);
      return answer.status === 200 && answer.headers['link'] === undefined && countOf(answer.json) < count;
    };
    for (let address: string | undefined = firstAsked; address; ) {
      if (seen.has(address) || seen.size === maximumPages) throw new RosterError('page-loop');
      seen.add(address);
      const { json, headers } = await getPage(address);
      yield* membersOf(json, contextId, readIds);
      const count = countOf(json);
      const mayBeCut =
        address === firstAsked && headers['link'] === undefined && count > 1 && count % 10 === 0;
      if (mayBeCut && (await areLinksTaken(address, count))) yield { problem: linksTaken };
      // The first link that is given misses nothing that happens while the other pages are read.
      differencesUrl ??= linkOf(headers, 'differences', address);
      address = linkOf(headers, 'next', address);
    }
    if (differencesUrl !== undefined) request.onDifferences?.(differencesUrl);
  }
}

/**
 * A token must not be sent in clear text: http is allowed only where the platform's token endpoint is on http too. A platform that
 * does not know that it is behind https gives an http address of its own host, which is then asked over https.
 */
function checkedAddress({ tokenUrl }: Registration, membershipsUrl: string): URL {
  const address = URL.canParse(membershipsUrl) ? new URL(membershipsUrl) : undefined;
  if (address && ['https:', new URL(tokenUrl).protocol].includes(address.protocol)) return address;
  const secured = address?.protocol === 'http:' ? nextPage(membershipsUrl, tokenUrl) : 'foreign';
  if (secured instanceof URL) return secured;
  throw new RosterError('address-unusable', secured === 'insecure' ? [proxyCure] : []);
}

function firstPage(membershipsUrl: string, request: RosterRequest): string {
  if (request.differencesUrl !== undefined) return onOrigin(request.differencesUrl, membershipsUrl);
  const address = new URL(membershipsUrl);
  address.searchParams.set('limit', `${request.limit ?? pageSize}`);
  if (request.role !== undefined) address.searchParams.set('role', request.role);
  if (request.resourceLinkId !== undefined) address.searchParams.set('rlid', request.resourceLinkId);
  return address.href;
}

const linksTaken =
  'the pages of the roster come without links to the next ones, so there may be more members: let the proxy in front of the platform pass the Link header on';

function countOf(page: unknown): number {
  return readList(readObject(page)['members']).length;
}

function linkOf({ link }: IncomingHttpHeaders, rel: string, from: string): string | undefined {
  const target = findLink(link === undefined ? null : String(link), rel);
  return target === undefined ? undefined : onOrigin(target, from);
}

/** The token goes to no other scheme, host or port. */
function onOrigin(target: string, from: string): string {
  const address = nextPage(target, from);
  if (address === 'foreign') throw new RosterError('foreign-page');
  if (address === 'insecure') throw new RosterError('insecure-page', [proxyCure]);
  return address.href;
}
