import { randomBytes, randomUUID } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import { claim } from '../../../src/lti/claims.ts';
import { type Served, serve } from '../../browser/serve.ts';
import type { StandInCourse, StandInPerson } from './people.ts';
import { signedByTool } from './signed-by-tool.ts';

/** What Canvas knows of a tool after it has registered; an administrator may take scopes away. */
export interface StandInRegistration {
  clientId: string;
  loginUrl: string;
  redirectUris: readonly string[];
  keySetUrl: string;
  targetLinkUri: string;
  customParameters: Readonly<Record<string, string>>;
  placements: readonly string[];
  scopes: string;
  privacyLevel: string;
}

/** What a school's host needs of the hosts that all schools share. */
export interface SharedCanvas {
  issuer: string;
  nextClientId(): string;
  /** The client that an access token was given to. */
  clientOf(token: string): string | undefined;
}

/** A link that a tool has made by deep linking. */
export interface StandInLink {
  id: string;
  url: string;
  title: string;
  custom?: Readonly<Record<string, string>>;
}

const toolKey = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const pageSize = 50;

/**
 * One school of the STAND-IN for hosted Canvas, on a host of its own; no Canvas. It knows its tool ("Registration") and answers
 * rosters ("Names and Role", "Throttling"; all of developerdocs.instructure.com).
 */
export class StandInSchool {
  readonly name: string;
  readonly issuer: string;
  /** Given to the tool with the address that an administrator pastes; good for this school. */
  readonly registrationToken = randomUUID();
  /** Made when an administrator switches the tool on; the registration's answer does not have it. */
  readonly deploymentId = `8:${randomBytes(20).toString('hex')}`;
  readonly courses: StandInCourse[] = [];
  /** Made by the tool, in any course. */
  readonly links: StandInLink[] = [];
  /** How many of the next requests for a roster are answered 403, Rate Limit Exceeded. */
  throttle = 0;
  /** Answers 400 to `rlid`, as if it were an older one. */
  refusesRlid = false;
  readonly #numbers = new Map<string, number>();
  /** Addresses asked for a roster. */
  readonly rosterRequests: string[] = [];
  readonly #canvas: SharedCanvas;
  readonly #served: Served;
  #registration: StandInRegistration | undefined;

  private constructor(name: string, served: Served, canvas: SharedCanvas) {
    this.name = name;
    this.issuer = canvas.issuer;
    this.#served = served;
    this.#canvas = canvas;
  }

  /** @param addPages pages of this host that are Canvas's as a whole */
  static async start(
    name: string,
    canvas: SharedCanvas,
    addPages: (app: Express) => void,
  ): Promise<StandInSchool> {
    const app = express();
    app.get('/api/lti/courses/:number/names_and_roles', (req, res) => school.#roster(req, res));
    const form = express.urlencoded({ extended: false });
    app.post('/courses/:number/deep_linking_response', form, (req, res) => school.#addLinks(req, res));
    addPages(app);
    const school = new StandInSchool(name, await serve(() => app, '127.0.0.1'), canvas);
    return school;
  }

  get url(): string {
    return this.#served.url;
  }

  get host(): string {
    return new URL(this.url).host;
  }

  /** @throws Error before the tool has registered */
  get registration(): StandInRegistration {
    if (!this.#registration) throw new Error(`Nothing is registered at ${this.name}.`);
    return this.#registration;
  }

  /** What REST and `$Canvas.user.id` call a person. */
  numberOf({ id }: Pick<StandInPerson, 'id'>): number {
    const number = this.#numbers.get(id) ?? 1_000 + this.#numbers.size;
    this.#numbers.set(id, number);
    return number;
  }

  close(): Promise<void> {
    return this.#served.close();
  }

  /** @returns Canvas's answer to what a tool has sent with this school's token */
  register(sent: Readonly<Record<string, unknown>>): object {
    const tool = sent[toolKey] as Record<string, unknown>;
    const messages = tool['messages'] as { placements?: string[] }[];
    this.#registration = {
      clientId: this.#canvas.nextClientId(),
      loginUrl: sent['initiate_login_uri'] as string,
      redirectUris: sent['redirect_uris'] as string[],
      keySetUrl: sent['jwks_uri'] as string,
      targetLinkUri: tool['target_link_uri'] as string,
      customParameters: tool['custom_parameters'] as Record<string, string>,
      placements: messages.flatMap(({ placements = [] }) => placements),
      scopes: sent['scope'] as string,
      privacyLevel: tool['https://canvas.instructure.com/lti/privacy_level'] as string,
    };
    return { ...sent, client_id: this.#registration.clientId, scope: `${sent['scope']} openid` };
  }

  /** "Deep Linking": the answer's audience is the issuer of all schools. */
  async #addLinks(req: Request, res: Response): Promise<void> {
    const answer = await signedByTool(String(req.body['JWT']), this.registration, this.issuer);
    const items = answer[claim.contentItems] as (Omit<StandInLink, 'id'> & { type: string })[];
    if (
      answer[claim.deploymentId] !== this.deploymentId ||
      items.some(({ type }) => type !== 'ltiResourceLink')
    )
      return void res.status(400).json({});
    this.links.push(...items.map((item) => ({ ...item, id: randomUUID() })));
    res.send(`<!doctype html><html lang="en"><title>Added</title><p>Links added: ${items.length}</p></html>`);
  }

  /** Active members with their roles in the course, at most fifty a page; `limit` becomes `per_page` in the links. */
  #roster(req: Request<{ number: string }>, res: Response): void {
    this.rosterRequests.push(req.originalUrl);
    const course = this.courses.find(({ number }) => `${number}` === req.params.number);
    if (this.#canvas.clientOf(bearerOf(req) ?? '') !== this.registration.clientId || !course)
      return void res.status(401).json({ errors: { type: 'unauthorized', message: 'Invalid access token' } });
    if (this.throttle > 0) {
      this.throttle--;
      return void res
        .status(403)
        .set('X-Rate-Limit-Remaining', '0.0')
        .send('403 Forbidden (Rate Limit Exceeded)');
    }
    const rlid = req.query['rlid'];
    if (rlid !== undefined && (this.refusesRlid || rlid !== course.id))
      return void res.status(400).json({ errors: { type: 'bad_request' } });
    const active = course.members.filter(({ concluded }) => !concluded);
    const page = Number(req.query['page'] ?? 1);
    const size = Math.min(Number(req.query['per_page'] ?? req.query['limit'] ?? pageSize), pageSize);
    const address = `${this.url}${req.path}`;
    const kept = rlid === undefined ? '' : `&rlid=${rlid}`;
    const link = (rel: string, to: number) => `<${address}?page=${to}&per_page=${size}${kept}>; rel="${rel}"`;
    const isLast = page * size >= active.length;
    res
      .set('Content-Type', 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json')
      .set(
        'Link',
        [link('current', page), ...(isLast ? [] : [link('next', page + 1)]), link('first', 1)].join(','),
      )
      .json({
        id: `${address}?page=${page}`,
        context: { id: course.id, label: course.title.slice(0, 8), title: course.title },
        members: active.slice((page - 1) * size, page * size).map((person) => ({
          ...{ status: 'Active', user_id: person.id, lti11_legacy_user_id: randomUUID() },
          roles: person.roles.filter((role) => /membership|TestUser/.test(role)),
          ...(this.registration.privacyLevel === 'anonymous' ? {} : { name: person.name }),
          ...(rlid !== undefined && { message: [this.#messageOf(person)] }),
        })),
      });
  }

  /** With `rlid`, parameters of the tool's configuration as in a launch; few variables are filled in. Nobody has a SIS id. */
  #messageOf(person: StandInPerson) {
    return {
      [claim.messageType]: 'LtiResourceLinkRequest',
      locale: 'en',
      [claim.custom]: expand(this.registration.customParameters, {
        ...{ '$Canvas.user.id': `${this.numberOf(person)}`, '$Person.sourcedId': null },
        '$Canvas.course.sisSourceId': null,
      }),
    };
  }
}

/** A variable that is not known stays as it is asked for; one of nothing is null. */
export function expand(
  parameters: Readonly<Record<string, string>>,
  known: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  const expanded = Object.entries(parameters).map(([name, value]) => [
    name,
    Object.hasOwn(known, value) ? known[value] : value,
  ]);
  return Object.fromEntries(expanded);
}

export function bearerOf({ headers }: Pick<Request, 'headers'>): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}
