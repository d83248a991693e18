import type { Standing } from '../skills/goal.ts';
import type { Words } from '../words/words.ts';
import type { GoalStanding } from './panel-goals.ts';

/** An occupation of ESCO may take two hundred skills. */
const mostInGroup = 12;
const groupOrder: readonly Standing[] = ['has', 'learning', 'taught', 'missing'];

/** The learner's goal as the page shows it. */
export interface GoalView {
  title: string;
  /** How many of its skills the learner has. */
  summary: string;
  groups: {
    standing: Standing;
    heading: string;
    skills: Pick<GoalStanding['skills'][number], 'name' | 'courses'>[];
    /** That there are more; undefined: there are not. */
    more: string | undefined;
  }[];
  /** Who has published what is shown; empty for our own. */
  source: string;
}

/** Of skills that no course here teaches, those are named that the goal cannot do without. */
export function toGoalView({ scheme, name, skills }: GoalStanding, words: Words): GoalView {
  const needed = skills.some(({ isEssential }) => isEssential)
    ? skills.filter(({ isEssential }) => isEssential)
    : skills;
  const has = needed.filter(({ standing }) => standing === 'has').length;
  return {
    title: words.say('goal.title', { goal: name }),
    summary:
      has === 0
        ? words.say('goal.noneLearnt', { all: needed.length })
        : words.say('goal.someLearnt', { all: needed.length, has }),
    source: scheme === 'own' ? '' : words.say(`goal.source.${scheme}`),
    groups: groupOrder.flatMap((standing) => {
      const own = (standing === 'missing' ? needed : skills).filter((skill) => skill.standing === standing);
      if (own.length === 0) return [];
      const rest = own.length - mostInGroup;
      return {
        ...{ standing, heading: words.say(`goal.standing.${standing}`) },
        skills: own.slice(0, mostInGroup).map(({ name, courses }) => ({ name, courses })),
        more: rest > 0 ? words.say('goal.more', { count: rest }) : undefined,
      };
    }),
  };
}
