import type { RowTheme, ShownRow } from '../answering/course-rows.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import type { Words } from '../words/words.ts';
import { type CourseCard, shorten, toCourseCard } from './course-card.ts';
import { type PanelView, panelAddress } from './panel-address.ts';

/** Characters; a tile is narrow, and there are many. */
const longestDescription = 120;

/** Courses below the first ones, under a title that says why they are there. */
export interface RowView {
  theme: RowTheme['kind'];
  title: string;
  cards: CourseCard[];
  /** The link that shows all of the row; undefined where they are. */
  more: { href: string; text: string } | undefined;
}

export function toRowViews(
  rows: readonly ShownRow<Recommendation>[],
  { view, subjects, words }: { view: PanelView; subjects: readonly string[]; words: Words },
): RowView[] {
  return rows.map(({ theme, courses, more }) => ({
    theme: theme.kind,
    title: themeWords(theme, words),
    cards: courses.map((course) => toTile(course, subjects, words)),
    more:
      more === 0
        ? undefined
        : {
            href: `${panelAddress(view, '', { row: theme.kind })}#${theme.kind}`,
            text: words.say('row.more', { count: more }),
          },
  }));
}

function toTile(course: Recommendation, subjects: readonly string[], words: Words): CourseCard {
  const card = toCourseCard(course, subjects, words);
  return { ...card, description: shorten(card.description, longestDescription) };
}

function themeWords(theme: RowTheme, words: Words): string {
  switch (theme.kind) {
    case 'taking':
      return words.say('row.taking', { course: theme.course });
    case 'taken':
      return words.say('row.taken', { course: theme.course });
    case 'goal':
      return words.say('row.goal', { goal: theme.goal });
    case 'popular':
      return words.say('row.popular');
    case 'different':
      return words.say('row.different');
  }
}
