import type { Request, Response, Router } from 'express';
import type { GoalPath } from '../answering/goal-path.ts';
import type { RecommendationRequest } from '../answering/recommendation.ts';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import { type PathView, toGoalPathView } from './path-view.ts';
import { requireLearner } from './visitor.ts';

export interface PathOptions {
  /** The way to a learner's goal; undefined for a learner without a goal. */
  goalPath(request: RecommendationRequest): Promise<GoalPath | undefined>;
  readView: (req: Request, res: Response) => PanelView;
}

/** Everything that `views/panel/path.ejs` shows. */
export interface PathPage {
  title: string;
  introduction: string;
  hasGoal: boolean;
  path: PathView;
  /** Parameters by which an action comes back to this page. */
  here: Readonly<Record<string, string>>;
  address: (action: string, parameters?: Readonly<Record<string, string>>) => string;
}

/** GET /panel/path: the way to the learner's goal through the prerequisites. */
export function addPath(router: Router, { goalPath, readView }: PathOptions): void {
  router.get('/path', async (req, res) => {
    const session = currentSession(res);
    const learner = requireLearner(res);
    const view = readView(req, res);
    const words = pageWords(res);
    const { course } = view;
    const path = await goalPath({
      ...learner,
      ...(course === undefined ? {} : { course }),
      ...(session.locale === undefined ? {} : { locale: session.locale }),
    });
    const of = ownerMark(session);
    const page: PathPage = {
      title: path ? words.say('path.goal.title', { goal: path.goal }) : words.say('path.goal.noTitle'),
      introduction: words.say(`path.goal.introduction.${introductionOf(path)}`),
      ...{ hasGoal: path !== undefined, path: path ? toGoalPathView(path, words) : [] },
      ...{ here: { at: 'path' } },
      address: (action, parameters) => panelAddress(view, action, { ...parameters, of }),
    };
    res.render('panel/path', { words, page });
  });
}

function introductionOf(path: GoalPath | undefined): 'noGoal' | 'none' | 'known' | 'ownWords' {
  if (!path) return 'noGoal';
  if (path.steps.length === 0) return 'none';
  return path.isKnown ? 'known' : 'ownWords';
}
