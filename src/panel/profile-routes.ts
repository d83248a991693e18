import type { Request, Response, Router } from 'express';
import type { Rating } from '../../models/event.ts';
import type { ProfileMatches } from '../answering/profile-matches.ts';
import type { RecommendationRequest } from '../answering/recommendation.ts';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import type { LearnerRef } from './learner-ref.ts';
import { courseAskedFor, courseNamed } from './named-course.ts';
import type { Notice } from './notice.ts';
import { type PanelView, panelAddress, readPlace } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { longestGoal, type ProfileInput, parseLine, parseProfile } from './profile-input.ts';
import { profilePage, savedProfileWords } from './profile-page.ts';
import { requireLearner } from './visitor.ts';

export interface ProfileRoutesOptions {
  records: PanelRecords;
  /** What came of the things that a learner says of themselves. */
  matches(request: RecommendationRequest): Promise<ProfileMatches>;
  /** Of the languages that courses are in, those that a learner can follow as far as it shows. */
  presumedLanguages(request: RecommendationRequest): Promise<readonly string[]>;
  readView(req: Request, res: Response): PanelView;
}

/** What a learner tells: the profile, the goal, what they thought of their courses. */
export function addProfile(
  router: Router,
  { records, matches, presumedLanguages, readView }: ProfileRoutesOptions,
): void {
  router.get('/profile', (req, res) => show(req, res));

  router.post('/profile', async (req, res) => {
    const learner = requireLearner(res);
    const input = await readProfile(req, res, learner);
    if (input.problem !== undefined) return show(req, res.status(422), input);
    await records.saveProfile(learner, input.profile);
    back(req, res, { profile: 'saved' });
  });

  // What was picked before the first suggestions. Who picks nothing is not asked again.
  router.post('/picked', async (req, res) => {
    const learner = requireLearner(res);
    const input = await readProfile(req, res, learner);
    if (input.problem !== undefined) return show(req, res.status(422), input);
    const { skills } = await records.profile(learner);
    const { interests, goal, languages } = input.profile;
    const hasTold = goal !== '' || [interests, languages].some(({ length }) => length > 0);
    if (hasTold) await records.saveProfile(learner, { ...input.profile, skills });
    if (interests.length === 0 && goal === '') await records.skipPicker(learner);
    res.redirect(303, panelAddress(readView(req, res), '', hasTold ? { profile: 'saved' } : {}));
  });

  // For whom their languages leave nothing to suggest: from now on any will do.
  router.post('/languages', async (req, res) => {
    const learner = requireLearner(res);
    const [profile, languages] = await Promise.all([
      records.profile(learner),
      records.languages(learner.institutionId),
    ]);
    await records.saveProfile(learner, { ...profile, languages });
    res.redirect(303, panelAddress(readView(req, res), '', { profile: 'saved' }));
  });

  router.post('/skipped', async (req, res) => {
    await records.skipPicker(requireLearner(res));
    res.redirect(303, panelAddress(readView(req, res)));
  });

  // Occupations are searched, because there are thousands of them, and each that is found is a button.
  router.post('/goals', async (req, res) => {
    requireLearner(res);
    const text = parseLine(req.body?.['text']);
    back(req, res, text ? { goals: text } : {});
  });

  router.post('/goal', async (req, res) => {
    const learner = requireLearner(res);
    const goal = parseLine(req.body?.['goal'], longestGoal);
    if (goal) await records.saveGoal(learner, goal);
    back(req, res, goal ? { profile: 'saved' } : {});
  });

  router.post('/rated', async (req, res) => {
    const learner = requireLearner(res);
    const course = await courseAskedFor(req, res, records);
    const rating = parseRating(req.query['rating']);
    await records.recordEvents(learner, [{ type: 'rated', course, ...(rating && { rating }) }]);
    const { action, parameters } = readPlace(req.query);
    const outcome = { ...parameters, rated: course };
    res.redirect(303, panelAddress(readView(req, res), action || '/profile', outcome));
  });

  async function readProfile(req: Request, res: Response, learner: LearnerRef): Promise<ProfileInput> {
    const [languages, presumed] = await Promise.all([
      records.languages(learner.institutionId),
      presumedLanguages(asked(learner, res)),
    ]);
    return parseProfile(req.body, languages, presumed);
  }

  function asked(learner: LearnerRef, res: Response): RecommendationRequest {
    const { locale } = currentSession(res);
    return { ...learner, ...(locale === undefined ? {} : { locale }) };
  }

  /** @param refused the profile that was sent, to be corrected */
  async function show(req: Request, res: Response, refused?: ProfileInput): Promise<void> {
    const learner = requireLearner(res);
    const session = currentSession(res);
    const words = pageWords(res);
    const page = await profilePage({
      ...{ session, learner, view: readView(req, res), records, words, refused },
      presumed: await presumedLanguages(asked(learner, res)),
      goals: parseLine(req.query['goals']),
      notice: refused ? undefined : await readNotice(req, res, learner),
    });
    res.render('panel/profile', { words, page });
  }

  async function readNotice(req: Request, res: Response, learner: LearnerRef): Promise<Notice | undefined> {
    const session = currentSession(res);
    const words = pageWords(res);
    if (req.query['profile'] === 'saved') {
      const found = await matches(asked(learner, res));
      return { text: savedProfileWords(found, words) };
    }
    const rated = await courseNamed(req.query['rated'], session, records);
    return rated && { text: words.say('notice.rated', { course: rated.title }), rated: rated.key };
  }

  function back(req: Request, res: Response, outcome: Readonly<Record<string, string>>): void {
    res.redirect(303, panelAddress(readView(req, res), '/profile', outcome));
  }
}

/** 1 to 5; anything else takes the rating back. */
function parseRating(text: unknown): Rating | undefined {
  return typeof text === 'string' && /^[1-5]$/.test(text) ? (Number(text) as Rating) : undefined;
}
