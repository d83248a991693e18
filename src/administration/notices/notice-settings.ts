import { randomBytes } from 'node:crypto';
import type { Types } from 'mongoose';
import {
  type NoticeChannel,
  type NoticeFailure,
  type NoticeSetting,
  NoticeSettingModel,
} from '../../../models/notice-setting.ts';
import { Encryption } from '../../lti/keys/encryption.ts';

const usualLanguage = 'en';

/** How institutions' administrators are told. What messages are signed with is encrypted at rest. */
export class NoticeSettings {
  /** The one that encrypts first; the others only read. */
  readonly #encryptions: readonly Encryption[];

  constructor(secretKey: string, previousSecretKey?: string) {
    this.#encryptions = [secretKey, previousSecretKey].flatMap((key) =>
      key === undefined ? [] : new Encryption(key, 'notices'),
    );
  }

  /** As it is stored; where nothing is, e-mail alone, in English. */
  async of(institutionId: Types.ObjectId): Promise<Omit<NoticeSetting, '_id'>> {
    const found = await NoticeSettingModel.findOne({ institutionId }).lean<NoticeSetting>();
    return found ?? { institutionId, language: usualLanguage };
  }

  /**
   * @param url of the webhook; empty: none
   * @returns the secret of a webhook that is new or at another address; it is shown once
   */
  async save(
    institutionId: Types.ObjectId,
    { language, url }: { language: string; url: string },
  ): Promise<string | undefined> {
    const { webhook } = await this.of(institutionId);
    if (url === '') {
      const change = { $set: { language }, $unset: { webhook: 1, 'failures.webhook': 1 } };
      await NoticeSettingModel.updateOne({ institutionId }, change, { upsert: true });
      return undefined;
    }
    const secret = url === webhook?.url ? undefined : randomBytes(32).toString('base64url');
    const changed = secret && { webhook: { url, secret: this.#encryptions[0]?.encrypt(secret) } };
    await NoticeSettingModel.updateOne(
      { institutionId },
      { $set: { language, ...changed }, ...(secret && { $unset: { 'failures.webhook': 1 } }) },
      { upsert: true },
    );
    return secret;
  }

  /** What messages to a webhook are signed with; undefined where it was encrypted under a key that is not known. */
  secretOf({ secret }: NonNullable<NoticeSetting['webhook']>): string | undefined {
    for (const encryption of this.#encryptions)
      try {
        return encryption.decrypt(secret);
      } catch {
        // Perhaps under the other one.
      }
    return undefined;
  }

  async worked(institutionId: Types.ObjectId, channel: NoticeChannel): Promise<void> {
    const ours = { institutionId, [`failures.${channel}`]: { $exists: true } };
    await NoticeSettingModel.updateOne(ours, { $unset: { [`failures.${channel}`]: 1 } });
  }

  /** Since when it has not worked stays, and why is new. */
  async failed(
    institutionId: Types.ObjectId,
    channel: NoticeChannel,
    { code, status }: Pick<NoticeFailure, 'code'> & { status: number | undefined },
  ): Promise<void> {
    const { failures } = await this.of(institutionId);
    const since = failures?.[channel]?.since ?? new Date();
    const failure: NoticeFailure = { code, since, ...(status !== undefined && { status }) };
    await NoticeSettingModel.updateOne(
      { institutionId },
      { $set: { [`failures.${channel}`]: failure }, $setOnInsert: { language: usualLanguage } },
      { upsert: true },
    );
  }
}
