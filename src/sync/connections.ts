import type { Types } from 'mongoose';
import { type Connection, ConnectionModel } from '../../models/connection.ts';
import { Encryption } from '../lti/keys/encryption.ts';
import { message } from '../messages/message.ts';
import { SourceError } from './source-error.ts';

/** A connection with its secrets decrypted. */
export interface OpenConnection {
  readonly institutionId: Types.ObjectId;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

type Texts = Readonly<Record<string, string>>;

/** The connections that institutions have set up. Their secrets are encrypted at rest. */
export class Connections {
  /** The one that encrypts first; the others only read. */
  readonly #encryptions: readonly Encryption[];

  /** @param previousSecretKey what older connections may be encrypted under; they are encrypted anew when read */
  constructor(secretKey: string, previousSecretKey?: string) {
    this.#encryptions = [secretKey, previousSecretKey]
      .filter((key) => key !== undefined)
      .map((key) => new Encryption(key, 'connections'));
  }

  /** @throws SourceError when the secrets cannot be read any more */
  async get(institutionId: Types.ObjectId, source: string): Promise<OpenConnection | undefined> {
    const found = await ConnectionModel.findOne({ institutionId, source }).lean<Connection>();
    if (!found) return undefined;
    return { institutionId, settings: found.settings, secrets: await this.#read(found) };
  }

  /** Sets up a connection, or puts another in its place. */
  async save(institutionId: Types.ObjectId, source: string, settings: Texts, secrets: Texts): Promise<void> {
    const fields = { settings, secrets: this.#write(secrets) };
    await ConnectionModel.updateOne({ institutionId, source }, fields, { upsert: true });
  }

  /** Adds secrets to a connection, such as a token that was given for a time; the others stay. */
  async keep(institutionId: Types.ObjectId, source: string, secrets: Texts): Promise<void> {
    const found = await ConnectionModel.findOne({ institutionId, source }).lean<Connection>();
    // Taken away by somebody in the meantime: it must not come back.
    if (!found) return;
    const all = { ...(await this.#read(found)), ...secrets };
    // Changed by somebody in the meantime: theirs is newer.
    await ConnectionModel.updateOne(
      { institutionId, source, secrets: found.secrets },
      { secrets: this.#write(all) },
    );
  }

  /** The data stays, and is no longer refreshed. */
  async remove(institutionId: Types.ObjectId, source: string): Promise<void> {
    await ConnectionModel.deleteOne({ institutionId, source });
  }

  async #read({ institutionId, source, secrets }: Connection): Promise<Texts> {
    for (const [age, encryption] of this.#encryptions.entries())
      try {
        const read = JSON.parse(encryption.decrypt(secrets)) as Texts;
        if (age > 0)
          await ConnectionModel.updateOne({ institutionId, source, secrets }, { secrets: this.#write(read) });
        return read;
      } catch {
        // Perhaps under the other one.
      }
    throw new SourceError(
      'secret-unreadable',
      message('sourceError.secretUnreadable', { source }),
      message('sourceError.secretUnreadable.cure'),
    );
  }

  #write(secrets: Texts): string {
    return this.#encryptions[0]?.encrypt(JSON.stringify(secrets)) as string;
  }
}
