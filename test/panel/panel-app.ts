import { type Express, type RequestHandler, Router } from 'express';
import mongoose from 'mongoose';
import { pino } from 'pino';
import type { Session } from '../../models/session.ts';
import { awayPanel } from '../../src/panel/away-panel.ts';
import { createPanel } from '../../src/panel/create-panel.ts';
import { LastShown } from '../../src/panel/last-shown.ts';
import { LinkReferences } from '../../src/panel/link-references.ts';
import { createApp } from '../../src/web/create-app.ts';
import { requireDatabase } from '../../src/web/require-database.ts';
import type { FakeCollege } from './fake-college.ts';

export interface PanelAppOptions {
  college: FakeCollege;
  /** Changes the session of the learner `ada`; undefined removes a field. */
  session?: { [field in keyof Session]?: Session[field] | undefined };
  publicUrl?: string;
}

/** The panel in the real shell, with the college and the session given. */
export function panelApp({
  college,
  session = {},
  publicUrl = 'http://localhost:3000',
}: PanelAppOptions): Express {
  const visit = {
    _id: 'visit',
    institutionId: new mongoose.Types.ObjectId(),
    learner: 'ada',
    role: 'learner',
    platformOrigins: ['http://127.0.0.1:3001'],
    expiresAt: new Date(Date.now() + 60_000),
    ...session,
  } as Session;
  const [lastShown, links] = [new LastShown(), new LinkReferences('s'.repeat(32))];
  const enter: RequestHandler = (_req, res, next) => {
    res.locals['session'] = visit;
    res.locals['locale'] = visit.locale;
    visit.look = { ...visit.look, dark: college.isDark, highContrast: college.isHighContrast };
    res.locals['look'] = visit.look;
    res.locals['frameAncestors'] = visit.platformOrigins;
    next();
  };
  const panel = Router().use(
    requireDatabase({ isThere: async () => !college.isAway }),
    enter,
    createPanel({
      publicUrl,
      overview: college.overviewOf(college.recommend),
      search: (request) => college.search(request),
      explain: (request) => college.explain(request),
      goalPath: () => college.goalPath(),
      plan: () => college.coursePlan(),
      matches: college.matches,
      inOtherLanguages: college.inOtherLanguages,
      presumedLanguages: college.presumedLanguages,
      records: college,
      ownData: college,
      issueFileTicket: async (_session, path) => `ticket for ${path}`,
      ...{ links, lastShown },
    }),
    awayPanel({ lastShown, links, rememberedVisit: () => visit }),
  );
  return createApp(pino({ level: 'silent' }), { '/panel': panel });
}
