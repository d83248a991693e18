import type { Request, RequestHandler, Response, Router } from 'express';
import type { Session } from '../../models/session.ts';
import { isMarkedFor, ownerMark } from '../panel/page-owner.ts';
import { type PanelView, readPanelView, settledView } from '../panel/panel-address.ts';
import { RefusedError } from '../panel/refused-error.ts';
import { isStaff } from '../panel/visitor.ts';
import type { Changer } from '../panel-settings/changer.ts';
import { type EffectiveSettings, resolveSettings } from '../panel-settings/resolve-settings.ts';
import { mostPins, mostSteered } from '../panel-settings/steer-course.ts';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import type { Words } from '../words/words.ts';
import { figuresView } from './figures/figures-page.ts';
import { parseStudent, readPreview } from './preview.ts';
import { formOf, parseSettingsForm, type SettingsForm } from './settings-form.ts';
import { steeredView } from './steered-list.ts';
import { emptySteeringForm, parseSteering, type SentSteering, type SteeringForm } from './steering-form.ts';
import { type SteeringPage, settingsView } from './steering-page.ts';
import type { TeachingOptions } from './teaching-options.ts';
import { whyView } from './why-view.ts';

export type SteeringOptions = Pick<
  TeachingOptions,
  'recommend' | 'invented' | 'explain' | 'links' | 'records'
>;

const doneActions = ['settings', 'pin', 'boost', 'block', 'released'] as const;

/** Below /teaching/panel: the staff of a course steer the panel in it. */
export function addSteering(router: Router, options: SteeringOptions): void {
  const { records, links } = options;
  router.use('/panel', requireStaffOfCourse);

  router.get('/panel', (req, res) => show(req, res));

  router.post('/panel/settings', async (req, res) => {
    const { panels } = visitIn(res);
    const { course, institution } = await records.settings(panels);
    const form = parseSettingsForm(req.body ?? {}, resolveSettings(course, institution));
    if (!form.choices) return show(req, res.status(422), { settings: form });
    await records.saveChoices(panels, form.choices, changerIn(res));
    back(req, res, 'settings');
  });

  router.post('/panel/steered', async (req, res) => {
    const { panels, session } = visitIn(res);
    const sent = parseSteering(req.body ?? {});
    const refuse = (problem: SteeringForm['problem'], found: SteeringForm['found'] = []) =>
      show(req, res.status(422), { steering: { text: sent.text, note: sent.typedNote, problem, found } });
    const found = await findMeant(sent, session);
    const [meant] = found;
    if (!meant) return refuse(sent.text === '' ? 'nothing' : 'unknown');
    if (found.length > 1) return refuse('several', found);
    if (meant.key === panels.course) return refuse('itself');
    if (sent.note === undefined) return refuse('noteTooLong', found);
    const others = ((await records.settings(panels)).course?.steered ?? []).filter(
      ({ course }) => course !== meant.key,
    );
    if (others.length >= mostSteered) return refuse('tooMany');
    if (sent.way === 'pin' && others.filter(({ way }) => way === 'pin').length >= mostPins)
      return refuse('tooManyPins', found);
    const steered = { course: meant.key, way: sent.way, ...(sent.note && { note: sent.note }) };
    const isSteered = await records.steer(panels, { ...steered, at: new Date() }, changerIn(res));
    if (!isSteered) return refuse(sent.way === 'pin' ? 'tooManyPins' : 'tooMany', found);
    back(req, res, sent.way);
  });

  router.post('/panel/released', async (req, res) => {
    const { panels } = visitIn(res);
    const about = req.body?.['about'];
    if (typeof about === 'string') await records.release(panels, about, changerIn(res));
    back(req, res, 'released');
  });

  router.get('/panel/figures', async (req, res) => {
    const { panels, session } = visitIn(res);
    const { institutionId, locale } = session;
    const words = pageWords(res);
    const now = new Date();
    const [stored, course, figures, term] = await Promise.all([
      records.settings(panels),
      records.courseNamed(institutionId, panels.course, locale),
      records.panelFigures(institutionId, panels.course, now),
      records.nextTerm(institutionId, panels.course, now),
    ]);
    const keys = [...figures.courses, ...term.courses].map((one) => one.course);
    const courses = await records.coursesByKey(institutionId, keys, locale);
    const states = new Map(
      (stored.course?.steered ?? []).map((one) => [one.course, words.say(`steer.way.${one.way}.state`)]),
    );
    res.render('teaching/figures', {
      words,
      page: {
        course,
        isOn: resolveSettings(stored.course, stored.institution).isOn,
        address: addressIn(req, res),
        notice: undefined,
        adding: session.deepLinking !== undefined,
      },
      view: figuresView(figures, term, courses, states, words),
    });
  });

  router.get('/panel/why', async (req, res) => {
    const { panels, session } = visitIn(res);
    const { institutionId, locale } = session;
    const words = pageWords(res);
    const sent = parseSteering({ ...req.query, way: undefined });
    const [stored, course, found] = await Promise.all([
      records.settings(panels),
      records.courseNamed(institutionId, panels.course, locale),
      findMeant(sent, session),
    ]);
    const settings = resolveSettings(stored.course, stored.institution);
    const student = parseStudent(req.query['student']);
    const { purpose, cards } = viewIn(req, res, settings);
    const [meant] = found;
    const explained =
      meant && found.length === 1
        ? await options.explain({
            ...{ institutionId, student, course: panels.course, purpose, about: meant.key, count: cards },
            ...(locale === undefined ? {} : { locale }),
          })
        : undefined;
    res.render('teaching/why', {
      words,
      page: {
        ...{ course, isOn: settings.isOn, address: addressIn(req, res), notice: undefined },
        adding: session.deepLinking !== undefined,
      },
      view: whyView({ student, text: meant?.title ?? sent.text, found, explained }, words),
    });
  });

  /** Of a course that students are not shown, its staff alone know the title; but what is steered already can be changed. */
  async function findMeant({ about, text }: SentSteering, { institutionId, course, locale }: Session) {
    if (about === undefined) return text === '' ? [] : records.findCourses(institutionId, text, locale);
    const { steered = [] } = (await records.settings({ institutionId, course })).course ?? {};
    const found = steered.some((one) => one.course === about)
      ? (await records.coursesByKey(institutionId, [about], locale)).get(about)
      : await records.shownCourse(institutionId, about, locale);
    return found ? [found] : [];
  }

  /** @param refused what was sent, to be corrected */
  async function show(
    req: Request,
    res: Response,
    refused: { settings?: SettingsForm; steering?: SteeringForm } = {},
  ): Promise<void> {
    const { panels, session } = visitIn(res);
    const { institutionId, locale } = session;
    const words = pageWords(res);
    const [stored, course, steerers] = await Promise.all([
      records.settings(panels),
      records.courseNamed(institutionId, panels.course, locale),
      records.steerers(panels),
    ]);
    const steered = stored.course?.steered ?? [];
    const courses = await records.coursesByKey(
      institutionId,
      steered.map((one) => one.course),
      locale,
    );
    const settings = resolveSettings(stored.course, stored.institution);
    const done =
      req.method === 'GET' ? doneActions.find((action) => action === req.query['done']) : undefined;
    const student = parseStudent(req.query['student']);
    const link = linkIn(req, res);
    const view = viewIn(req, res, settings);
    const page: SteeringPage = {
      course,
      isOn: settings.isOn,
      address: addressIn(req, res),
      ofLink: link === undefined ? undefined : linkWords(view, words),
      preview: await readPreview(student, { ...view, course: panels.course }, session, options, words),
      notice: done && words.say(`steer.done.${done}`),
      settings: settingsView(refused.settings ?? formOf(settings), stored.course, words),
      steered: steeredView(
        ...([steered, courses, steerers, session.learner] as const),
        refused.steering ?? emptySteeringForm,
        words,
      ),
      adding: session.deepLinking !== undefined,
    };
    res.render('teaching/panel', { page, words });
  }

  /** The panel as students see it who come by the same link. */
  function viewIn(req: Request, res: Response, settings: EffectiveSettings): PanelView {
    const link = linkIn(req, res);
    const opened = readPanelView(link === undefined ? {} : { link }, currentSession(res), links);
    return settledView(opened, settings);
  }

  /** Of the pages of this course: each says for whom it was made, and through whose eyes they look. */
  function addressIn(req: Request, res: Response): SteeringPage['address'] {
    const { panels, session } = visitIn(res);
    const link = linkIn(req, res);
    const all = {
      ...{ course: panels.course, student: parseStudent(req.query['student']), of: ownerMark(session) },
      ...(link === undefined ? {} : { link }),
    };
    return (action = '', parameters = {}) => actionAddress(action, { ...all, ...parameters });
  }

  /** The link by which the panel of this course was opened; undefined for any other. */
  function linkIn(req: Request, res: Response): string | undefined {
    const { panels } = visitIn(res);
    const link = req.query['link'];
    return links.read(panels.institutionId, link)?.course === panels.course ? (link as string) : undefined;
  }

  function back(req: Request, res: Response, done: (typeof doneActions)[number]): void {
    const { panels } = visitIn(res);
    const link = linkIn(req, res);
    const parameters = { course: panels.course, ...(link === undefined ? {} : { link }) };
    const student = parseStudent(req.query['student']);
    res.redirect(303, `${actionAddress('', { ...parameters, student, done })}#done`);
  }
}

function linkWords({ cards, purpose, title }: PanelView, words: Words): string {
  return words.say('steer.ofLink', {
    courses: words.say('steer.cards.courses', { courses: cards }),
    purpose: words.say(`steer.purpose.${purpose}`),
    title: title ?? words.say(`purpose.${purpose}.title`),
  });
}

/**
 * Role and course are those of the launch. With two courses open at once, the browser's session is that of the later one: an
 * address says of which course its page was, and nothing is changed in another one.
 */
const requireStaffOfCourse: RequestHandler = (req, res, next) => {
  const session = currentSession(res);
  const { course = session.course, of } = req.query;
  if (!isStaff(session) || session.course === undefined || course !== session.course)
    return next(new RefusedError('notStaff'));
  next(of === undefined || isMarkedFor(session, of) ? undefined : new RefusedError('otherPerson'));
};

function visitIn(res: Response): {
  session: Session;
  panels: Pick<Session, 'institutionId'> & { course: string };
} {
  const session = currentSession(res);
  return { session, panels: { institutionId: session.institutionId, course: session.course as string } };
}

function changerIn(res: Response): Changer {
  const { role, learner } = currentSession(res);
  return { role: role as Changer['role'], by: learner };
}

function actionAddress(action: string, parameters: Readonly<Record<string, string>>): string {
  return `/teaching/panel${action}?${new URLSearchParams(parameters)}`;
}
