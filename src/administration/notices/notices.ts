// Telling administrators outside of the pages what needs attention. Read this file first.
//   ../home/find-attention.ts  what needs attention, as the home of the institution says it
//   due-message.ts             who has to be told what now
//   outgoing-notice.ts         a message; post-notice.ts and mail-notice.ts send it
//   notice-settings.ts         where to, and whether it works
//   notices-routes.ts          the page
import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { type Notice, NoticeModel } from '../../../models/notice.ts';
import { type NoticeChannel, type NoticeFailure, noticeChannels } from '../../../models/notice-setting.ts';
import type { SafeFetch } from '../../lti/safe-fetch/safe-fetch.ts';
import { type Words, wordsFor } from '../../words/words.ts';
import type { DataEnvironment } from '../data/data-environment.ts';
import type { Attention } from '../home/attention.ts';
import { findAttention } from '../home/find-attention.ts';
import { dueMessage, isForgotten } from './due-message.ts';
import { mailNotice, type NoticeMail } from './mail-notice.ts';
import type { NoticeSettings } from './notice-settings.ts';
import { NoticeError, type OutgoingNotice } from './outgoing-notice.ts';
import { postNotice } from './post-notice.ts';

export interface NoticesOptions {
  publicUrl: string;
  environment: Pick<DataEnvironment, 'providers' | 'connectors' | 'fileSources'>;
  settings: NoticeSettings;
  /** By the rules of all addresses that somebody enters. */
  fetch: SafeFetch;
  /** Undefined: no e-mail is sent. */
  mail: NoticeMail | undefined;
  log: Pick<Logger, 'warn'>;
}

type Send = (notice: OutgoingNotice) => Promise<void>;
type Channels = Partial<Record<NoticeChannel, Send>>;

/** What a look at one institution works with. */
interface Round {
  channels: Channels;
  /** Those that failed in this round are not asked again in it. */
  silent: Set<NoticeChannel>;
  words: Words;
  now: Date;
}

/** Tells administrators by webhook and e-mail what needs attention. */
export class Notices {
  readonly #options: NoticesOptions;

  constructor(options: NoticesOptions) {
    this.#options = options;
  }

  get settings(): NoticeSettings {
    return this.#options.settings;
  }

  get sendsMail(): boolean {
    return this.#options.mail !== undefined;
  }

  /** Tells what has to be told of every institution now. A failure at one does not keep the others from their turn. */
  async sendAllDue(signal: AbortSignal): Promise<void> {
    const approved = { pendingSince: { $exists: false } };
    const institutions = await InstitutionModel.find(approved).sort({ _id: 1 }).lean<Institution[]>();
    for (const [i, institution] of institutions.entries()) {
      signal.throwIfAborted();
      await this.sendDue(institution, new Date(), { isFirst: i === 0 }).catch((error) =>
        this.#options.log.warn(
          { institutionId: institution._id, err: error },
          'notices could not be looked for',
        ),
      );
    }
  }

  /**
   * Tells what has to be told of an institution now.
   * @param options `isFirst`: what is about no institution, such as an LMS that waits, is mailed with this one
   */
  async sendDue(institution: Institution, now: Date, { isFirst = true } = {}): Promise<void> {
    const institutionId = institution._id;
    const { channels, words } = await this.#channelsOf(institution);
    const stored = await NoticeModel.find({ institutionId }).lean<Notice[]>();
    if (Object.keys(channels).length === 0 && stored.length === 0) return;
    const attention = (await findAttention(institution, this.#options.environment, words)).found.filter(
      ({ thing }) => thing !== 'notices',
    );
    const byThing = new Map(stored.map((notice) => [notice.thing, notice]));
    const silent = new Set<NoticeChannel>();
    const things = new Set([...byThing.keys(), ...attention.map(({ thing }) => thing)]);
    for (const thing of things) {
      const there = attention.find((one) => one.thing === thing);
      const isOfTool = thing === 'approvals' || thing.startsWith('tool ');
      const reached = isFirst || !isOfTool ? channels : without(channels, 'mail');
      await this.#tell(institution, thing, there, byThing.get(thing), {
        channels: reached,
        silent,
        words,
        now,
      });
    }
  }

  /** Sends a message by every way that there is. @returns why one failed, by channel; undefined where it arrived */
  async sendTest(institution: Institution): Promise<Map<NoticeChannel, NoticeFailure['code'] | undefined>> {
    const { channels, words } = await this.#channelsOf(institution);
    const { _id, name } = institution;
    const outcome = new Map<NoticeChannel, NoticeFailure['code'] | undefined>();
    for (const channel of noticeChannels) {
      const send = channels[channel];
      if (!send) continue;
      const failure = await this.#deliver(institution, channel, send, {
        ...{ id: randomUUID(), kind: 'test', institution: { id: `${_id}`, name } },
        ...{ text: words.say('notices.test', { institution: name }), language: words.language },
        ...{ address: this.#pageOf(`/institutions/${_id}/notices`), at: new Date() },
      });
      outcome.set(channel, failure);
    }
    return outcome;
  }

  /** Tells each channel what it has to be told of one thing, and remembers what arrived. */
  async #tell(
    institution: Institution,
    thing: string,
    there: Attention | undefined,
    stored: Notice | undefined,
    { channels, silent, words, now }: Round,
  ): Promise<void> {
    const ours = { institutionId: institution._id, thing };
    const text = there ? words.tell(there.what) : (stored?.text ?? '');
    const said = { ...stored?.said };
    for (const channel of noticeChannels) {
      const send = channels[channel];
      // Nobody is told that something is over who cannot be told any more.
      if (!send) delete said[channel];
      const kind = send && dueMessage(there !== undefined, said[channel], now);
      if (!send || !kind || silent.has(channel)) continue;
      const notice = this.#message(institution, { kind, thing, there, text, words, now });
      if ((await this.#deliver(institution, channel, send, notice)) !== undefined) {
        silent.add(channel);
        continue;
      }
      const before = said[channel];
      said[channel] =
        kind === 'notice' || !before ? { noticeAt: now } : { noticeAt: before.noticeAt, overAt: now };
    }
    if (!there && isForgotten(Object.values(said), now)) await NoticeModel.deleteOne(ours);
    else
      await NoticeModel.updateOne(
        ours,
        { $set: { said, text }, $setOnInsert: { since: now } },
        { upsert: true },
      );
  }

  #message(
    { _id, name }: Institution,
    about: {
      kind: 'notice' | 'over';
      thing: string;
      there: Attention | undefined;
      text: string;
      words: Words;
      now: Date;
    },
  ): OutgoingNotice {
    const { kind, thing, there, text, words, now } = about;
    const day = now.toISOString().slice(0, 10);
    return {
      id: createHash('sha256')
        .update(JSON.stringify([_id, thing, kind, day]))
        .digest('base64url'),
      ...{ kind, institution: { id: `${_id}`, name }, thing },
      ...(there && { severity: there.severity, action: words.tell(there.action) }),
      text: kind === 'over' ? words.say('notices.over', { what: text }) : text,
      address: this.#pageOf(there?.path ?? `/institutions/${_id}`),
      ...{ language: words.language, at: now },
    };
  }

  /** @returns why it did not arrive, which the home says too */
  async #deliver(
    { _id }: Institution,
    channel: NoticeChannel,
    send: Send,
    notice: OutgoingNotice,
  ): Promise<NoticeFailure['code'] | undefined> {
    const { settings, log } = this.#options;
    try {
      await send(notice);
      await settings.worked(_id, channel);
      return undefined;
    } catch (error) {
      if (!(error instanceof NoticeError)) throw error;
      const { code, status } = error;
      log.warn({ institutionId: _id, channel, code, status }, 'a notice was not delivered');
      await settings.failed(_id, channel, { code, status });
      return code;
    }
  }

  async #channelsOf({ _id }: Institution): Promise<{ channels: Channels; words: Words }> {
    const { settings, fetch, mail } = this.#options;
    const { webhook, language } = await settings.of(_id);
    const words = wordsFor(language);
    const channels: Channels = {};
    if (webhook)
      channels.webhook = async (notice) => {
        const secret = settings.secretOf(webhook);
        if (secret === undefined) throw new NoticeError('secret');
        await postNotice(fetch, { url: webhook.url, secret }, notice);
      };
    if (mail) channels.mail = (notice) => mailNotice(mail, notice, words);
    return { channels, words };
  }

  #pageOf(path: string): string {
    return `${this.#options.publicUrl}/administration${path}`;
  }
}

function without(channels: Channels, channel: NoticeChannel): Channels {
  const { [channel]: _, ...others } = channels;
  return others;
}
