import assert from 'node:assert/strict';
import { ownLearnerKey } from '../../../../models/alias.ts';
import { EnrolmentModel } from '../../../../models/enrolment.ts';
import type { Institution } from '../../../../models/institution.ts';
import { createSafeFetch } from '../../../../src/lti/safe-fetch/safe-fetch.ts';
import type { OpenConnection } from '../../../../src/sync/connections.ts';
import { createAsk } from '../../../../src/sync/http/ask.ts';
import { runSync } from '../../../../src/sync/runs/run-sync.ts';
import type { SourceError } from '../../../../src/sync/source-error.ts';
import { oneRosterConnector } from '../../../../src/sync/sources/one-roster/connector.ts';
import { openTestDatabase, type TestDatabase } from '../../../database/test-database.ts';
import { createInstitution } from '../../../support/institution.ts';
import { exampleCollections } from '../example-objects.ts';
import { type StandIn, type StandInOptions, startStandIn } from '../stand-in-service.ts';
import { noneStored } from '../stand-in-source.ts';

/** An institution and the rostering service that it is connected with: the example's, or another that a test serves. */
export class SchoolUnderTest {
  institution!: Institution;
  /** What a busy service was waited for, ms; it was not waited for in truth. */
  readonly waits: number[] = [];
  readonly #database: TestDatabase;
  #service: StandIn | undefined;

  private constructor(database: TestDatabase) {
    this.#database = database;
  }

  /** Without an institution: see `beginAnew`. */
  static async open(): Promise<SchoolUnderTest> {
    return new SchoolUnderTest(await openTestDatabase());
  }

  /** An empty database, but for the institution; nothing is served. */
  async beginAnew(): Promise<void> {
    this.#service?.close();
    this.#service = undefined;
    await this.#database.clear();
    this.institution = await createInstitution();
  }

  get service(): StandIn {
    assert.ok(this.#service, 'nothing is served yet');
    return this.#service;
  }

  /** In the place of the one before. */
  async serve(options: StandInOptions = {}, collections = exampleCollections()): Promise<void> {
    this.#service?.close();
    this.#service = await startStandIn(collections, options);
  }

  async close(): Promise<void> {
    this.#service?.close();
    await this.#database.close();
  }

  connector() {
    const wait = (async (milliseconds: number) => void this.waits.push(milliseconds)) as never;
    const rules = { privateHosts: [this.service.host], plainHttp: true };
    const limits = { timeoutMilliseconds: 3_000, maximumBytes: 2_000_000 };
    return oneRosterConnector(createAsk(createSafeFetch(rules, limits), wait));
  }

  connection(settings: Readonly<Record<string, string>> = {}): OpenConnection {
    const { url: address, tokenUrl } = this.service;
    return {
      institutionId: this.institution._id,
      settings: { address, tokenUrl, clientId: 'client:1', ...settings },
      secrets: { secret: 's+cret' },
    };
  }

  /** @param now when it runs, by the clock of this side */
  sync(options: { wanted?: 'changes'; settings?: Readonly<Record<string, string>>; now?: Date } = {}) {
    const { now } = options;
    return runSync({
      institution: this.institution,
      source: this.connector().open(this.connection(options.settings), this.institution, noneStored),
      wanted: options.wanted ?? 'everything',
      ...(now && { now: () => now }),
    });
  }

  /** Who is what in which class. */
  async states(): Promise<Record<string, string>> {
    const ids = ['U1', 'U2', 'U3', 'U4'];
    const names = new Map(ids.map((id) => [ownLearnerKey(this.institution, 'one-roster', id), id]));
    const stored = await EnrolmentModel.find().lean();
    return Object.fromEntries(
      stored
        .map(({ learner, course, role, state }) => [`${names.get(learner)} ${course}`, `${role} ${state}`])
        .sort(),
    );
  }
}

/** The states of the example. */
export const all = {
  'U1 one-roster:C1': 'learner active',
  'U1 one-roster:C3': 'learner active',
  'U2 one-roster:C1': 'learner active',
  'U3 one-roster:C1': 'staff active',
};

/** With a code and words, and nobody's name nor a secret. */
export function fails(running: Promise<unknown>, code: string, words: RegExp) {
  return assert.rejects(running, (error: SourceError) => {
    assert.equal(error.code, code);
    assert.match(error.message, words);
    assert.doesNotMatch(`${error.stack}`, /Ada|token\d|s\+cret/);
    return true;
  });
}
