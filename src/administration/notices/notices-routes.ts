import { type Response, Router } from 'express';
import type { Institution } from '../../../models/institution.ts';
import { type NoticeChannel, type NoticeFailure, noticeChannels } from '../../../models/notice-setting.ts';
import { type AddressRules, findAddressProblem } from '../../lti/safe-fetch/address-rules.ts';
import { message, type Sentences } from '../../messages/message.ts';
import { languages } from '../../words/languages.ts';
import { pageWords } from '../../words/page-words.ts';
import type { Words } from '../../words/words.ts';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
import type { Notices } from './notices.ts';
import { signatureHeader } from './post-notice.ts';

/** How an institution's administrators are told what needs attention. Part of the administration, behind its sign-in. */
export function noticesRoutes(rules: AddressRules, notices: Notices): Router {
  const { settings } = notices;
  const router = Router();

  router.get('/institutions/:id/notices', async (req, res) => {
    await show(res, await institutionWith(req.params.id), { isSaved: req.query['done'] === 'saved' });
  });

  // Where there is a new secret, the page itself is the answer: a redirect would have to carry it.
  router.post('/institutions/:id/notices', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const form = readForm(req.body);
    const problem = form.url === '' ? undefined : findProblem(form.url, rules);
    if (problem) return show(res.status(422), institution, { form, problem });
    const { url: before } = (await settings.of(institution._id)).webhook ?? {};
    const secret = await settings.save(institution._id, form);
    await recordAudit(institution._id, 'notices-changed', {
      language: form.language,
      // The path of a webhook's address is often a secret.
      ...((before ?? '') !== form.url && { webhook: form.url === '' ? '' : new URL(form.url).host }),
    });
    if (secret) return show(res.status(201), institution, { isSaved: true, secret });
    res.redirect(303, `/administration/institutions/${institution._id}/notices?done=saved`);
  });

  router.post('/institutions/:id/notices/test', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    await show(res, institution, { tested: await notices.sendTest(institution) });
  });

  return router;

  async function show(res: Response, institution: Institution, shown: Shown): Promise<void> {
    const words = pageWords(res);
    const { language, webhook, failures } = await settings.of(institution._id);
    const { form = { language, url: webhook?.url ?? '' }, tested } = shown;
    res.render('administration/notices', {
      ...{ words, institution: { id: `${institution._id}`, name: institution.name } },
      ...{
        form,
        languages,
        problem: shown.problem && words.tell(shown.problem),
        secret: shown.secret,
        signatureHeader,
      },
      ...{ hasWebhook: webhook !== undefined, sendsMail: notices.sendsMail },
      notice: shown.isSaved ? words.say('administration.notices.done.saved') : undefined,
      tested: tested && testWords(tested, words),
      failures: noticeChannels.flatMap((channel) => {
        const failure = failures?.[channel];
        return failure ? failureWords(channel, failure, words) : [];
      }),
    });
  }
}

interface NoticesForm {
  language: string;
  url: string;
}

interface Shown {
  isSaved?: boolean;
  form?: NoticesForm;
  problem?: Sentences;
  /** Shown this once. */
  secret?: string;
  tested?: ReadonlyMap<NoticeChannel, NoticeFailure['code'] | undefined>;
}

const longestAddress = 2_000;

function readForm(body: Readonly<Record<string, unknown>> | undefined): NoticesForm {
  const url = typeof body?.['url'] === 'string' ? body['url'].trim() : '';
  const known = languages.find(({ tag }) => tag === body?.['language']);
  return { language: known?.tag ?? languages[0].tag, url };
}

/** By the same rules as every other address that somebody enters. */
function findProblem(url: string, rules: AddressRules): Sentences | undefined {
  if (url.length > longestAddress)
    return message('administration.notices.problem.long', { most: longestAddress });
  return findAddressProblem(url, rules);
}

function testWords(
  tested: ReadonlyMap<NoticeChannel, NoticeFailure['code'] | undefined>,
  words: Words,
): { isGood: boolean; text: string }[] {
  if (tested.size === 0) return [{ isGood: false, text: words.say('administration.notices.test.nowhere') }];
  return Array.from(tested, ([channel, code]) => ({
    isGood: code === undefined,
    text: words.say(`administration.notices.test.${channel}.${code === undefined ? 'arrived' : 'failed'}`),
  }));
}

function failureWords(
  channel: NoticeChannel,
  { code, status, since }: NoticeFailure,
  words: Words,
): { title: string; why: string } {
  return {
    title: words.say(`administration.attention.notices.${channel}`, { since: words.moment(since) }),
    why:
      code === 'status'
        ? words.say('administration.notices.failure.status', { status: `${status ?? ''}` })
        : words.say(`administration.notices.failure.${code}`),
  };
}
