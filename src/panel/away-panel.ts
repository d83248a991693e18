import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Session } from '../../models/session.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import { pageWords } from '../words/page-words.ts';
import type { Words } from '../words/words.ts';
import { type CourseCard, toCourseCard } from './course-card.ts';
import type { LastShown } from './last-shown.ts';
import type { LinkReferences } from './link-references.ts';
import { type PanelView, readPanelView } from './panel-address.ts';
import { panelLearner } from './visitor.ts';

/** What `views/panel/away.ejs` shows. */
interface AwayPage {
  title: string;
  text: string;
  cards: readonly CourseCard[];
}

export interface AwayPanelOptions {
  lastShown: LastShown;
  links: LinkReferences;
  /** The visit whose secret a request shows, as this process read it last. */
  rememberedVisit: (req: Request) => Session | undefined;
}

/**
 * Shows the panel from the memory of this process where the database is away: what was last suggested to the visitor, or else
 * what is popular. It is the end of whatever stands before the panel, and of the panel. Nothing is stored meanwhile: actions are
 * refused, and no launch is accepted without the database, which alone knows whether its state and nonce have been used.
 */
export function awayPanel({ lastShown, links, rememberedVisit }: AwayPanelOptions): ErrorRequestHandler {
  return (error, req, res, next) => {
    const session = isPanel(req) && isDatabaseAway(error) ? rememberedVisit(req) : undefined;
    if (!session || res.headersSent) return next(error);
    res.locals['locale'] = session.locale;
    const page = pageFor(session, readPanelView(req.query, session, links), pageWords(res));
    if (!page) return next(error);
    render(session, page, res);
  };

  function pageFor(session: Session, view: PanelView, words: Words): AwayPage | undefined {
    const list = lastShown.listOf(session, view);
    if (list)
      return {
        ...{ title: list.title, cards: list.cards },
        text: words.say('panel.away.own', { moment: words.moment(list.at) }),
      };
    const popular = lastShown.popularFor(session, view);
    return (
      popular && {
        title: words.say('row.popular'),
        text: words.say(panelLearner(session) ? 'panel.away.popular' : 'panel.away.popular.unsaved'),
        cards: popular.recommendations.map((one) => toCourseCard(one, popular.subjects, words)),
      }
    );
  }
}

function isPanel({ method, path }: Request): boolean {
  return method === 'GET' && path === '/';
}

function render({ platformOrigins, look }: Session, page: AwayPage, res: Response): void {
  res.locals['frameAncestors'] = platformOrigins;
  res.locals['look'] = look;
  res.render('panel/away', { words: pageWords(res), page });
}
