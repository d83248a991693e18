import type { Institution } from '../../models/institution.ts';
import type { Message, Sentences } from '../messages/message.ts';
import type { Connections, OpenConnection } from './connections.ts';
import type { Source, SourceProvider } from './source.ts';
import { SourceError } from './source-error.ts';

/**
 * A source that an administrator of the LMS grants access to. The administration page asks for its fields and shows its checks,
 * and knows nothing else of it. docs/recipes/add-a-source.md says how to write one.
 */
export interface Connector {
  /** One of `source-order.ts`. */
  readonly name: string;
  /** A name, or words of a language: "Moodle web services". */
  readonly title: string | Message;
  /** What to prepare in the LMS before the fields can be filled in, in a sentence or two. */
  readonly introduction: Message;
  /** The page of `docs/` that has each step, and what it has somebody run in the LMS (`src/web/guides.ts`). */
  readonly guide?: { readonly page: string; readonly file?: string };
  readonly fields: readonly ConnectorField[];
  /** How often it is asked for changes, and for everything, minutes (`SourceProvider`). */
  readonly everyMinutes: number;
  readonly everythingEveryMinutes: number;
  /** Where a person has to allow it in the LMS (OAuth 2). */
  readonly authorization?: Authorization;
  /** Tries everything that a pull needs, one by one. It never throws because of an answer of the other side. */
  check(
    connection: OpenConnection,
    signal: AbortSignal,
    stored: StoredSecrets,
  ): Promise<readonly ConnectorCheck[]>;
  open(connection: OpenConnection, institution: Institution, stored: StoredSecrets): Source;
}

/**
 * A connection's secrets as they are in the database. Renewing a token may end the one before, which another process uses. So
 * a process looks here before it renews one itself.
 */
export interface StoredSecrets {
  /** Undefined: the connection was removed. */
  read(): Promise<Readonly<Record<string, string>> | undefined>;
  /** Stores new secrets beside the others. */
  keep(secrets: Readonly<Record<string, string>>): Promise<void>;
}

export interface ConnectorField {
  /** Its name in `settings`, or in `secrets` where it is a secret. */
  readonly name: string;
  readonly label: Message;
  readonly hint?: Message;
  /** A secret is never shown again. Left empty when a connection is changed, it stays. */
  readonly kind: 'url' | 'text' | 'secret';
  readonly optional?: boolean;
}

/** OAuth 2 authorization code flow (RFC 6749 §4.1). */
export interface Authorization {
  /** @returns where the administrator's browser is sent */
  address(connection: OpenConnection, redirectUri: string, state: string): string;
  /**
   * @param code that the redirect brought back
   * @returns secrets to keep
   * @throws SourceError
   */
  exchange(
    connection: OpenConnection,
    redirectUri: string,
    code: string,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>>>;
}

/** One thing that a pull needs. */
export interface ConnectorCheck {
  /** What Moodle calls a capability, or a service a collection, is a name; everything else is a message. */
  readonly title: string | Message;
  /** `unknown`: it could not be tried. */
  readonly state: 'good' | 'bad' | 'unknown';
  /** What was found, without secrets and names. */
  readonly found: Sentences;
  /** What to do about it. */
  readonly cure?: Sentences;
}

/** Runs a connector for every institution that has connected it. */
export function toProvider(connector: Connector, connections: Connections): SourceProvider {
  const { name, everyMinutes, everythingEveryMinutes } = connector;
  return {
    ...{ name, everyMinutes, everythingEveryMinutes },
    async forInstitution(institution) {
      try {
        const connection = await connections.get(institution._id, name);
        if (!connection) return undefined;
        const source = connector.open(connection, institution, storedSecrets(connections, institution, name));
        return { ...source, fingerprint: settingsFingerprint(connection) };
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        return failing(name, error);
      }
    },
  };
}

/** Another address, account or role gives other data, which is read from its beginning. */
function settingsFingerprint({ settings }: OpenConnection): string {
  return JSON.stringify(Object.entries(settings).sort());
}

/** A connection that cannot be opened becomes a failed run of one institution, which is shown. Other institutions go on. */
function failing(name: string, error: SourceError): Source {
  const pull = () => {
    throw error;
  };
  return { name, pull };
}

export function storedSecrets(
  connections: Connections,
  { _id: institutionId }: Pick<Institution, '_id'>,
  source: string,
): StoredSecrets {
  return {
    read: async () => (await connections.get(institutionId, source))?.secrets,
    keep: (secrets) => connections.keep(institutionId, source, secrets),
  };
}
