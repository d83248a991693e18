import { createTransport } from 'nodemailer';
import type { Words } from '../../words/words.ts';
import { NoticeError, type OutgoingNotice } from './outgoing-notice.ts';

/** Where e-mail goes out, and who gets it (.env.example). */
export interface NoticeMail {
  /** smtp: or smtps:, with user and password where the server asks for them. */
  smtpUrl: string;
  from: string;
  to: readonly string[];
}

const patienceMilliseconds = 10_000;

/** Sends a message as plain text. @throws NoticeError */
export async function mailNotice(
  { smtpUrl, from, to }: NoticeMail,
  notice: OutgoingNotice,
  words: Words,
): Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    ...{ connectionTimeout: patienceMilliseconds, greetingTimeout: patienceMilliseconds },
    ...{ socketTimeout: patienceMilliseconds, disableFileAccess: true, disableUrlAccess: true },
  });
  const { kind, institution, text, action, address } = notice;
  try {
    await transport.sendMail({
      ...{ from, to: [...to] },
      subject: oneLine(words.say(`notices.subject.${kind}`, { institution: institution.name })),
      text: [text, ...(action ? [`${action}: ${address}`] : [address]), words.say('notices.foot')].join(
        '\n\n',
      ),
    });
  } catch (error) {
    // The server's own words may quote addresses.
    throw new NoticeError('mail', { cause: error });
  } finally {
    transport.close();
  }
}

/** Of texts with marks of direction and line ends, which no subject should have. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ').trim();
}
