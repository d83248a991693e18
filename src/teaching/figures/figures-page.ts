import type { Words } from '../../words/words.ts';
import type { FoundCourse } from '../find-courses.ts';
import type { Figure } from './disclosure.ts';
import { type FlowChart, flowChart } from './flow-chart.ts';
import type { NextTerm } from './next-term.ts';
import type { PanelFigures } from './panel-figures.ts';

/** A figure in words; `share`: of the people shown, 0 to 100, where both are told. */
export interface FigureView {
  words: string;
  share: number | undefined;
}

/** What `views/teaching/figures.ejs` shows. */
export interface FiguresView {
  period: string;
  rows: { course: FoundCourse; way: string | undefined; shown: string; parts: FigureView[] }[];
  next: {
    /** How many they are of; undefined where there are too few. */
    people: string | undefined;
    chart: FlowChart;
    rows: { course: FoundCourse; figure: string }[];
    hasOthers: boolean;
  };
}

/**
 * @param courses by their keys
 * @param states what staff want of a course, in a word, by its key
 */
export function figuresView(
  { since, until, courses: figures }: PanelFigures,
  term: NextTerm,
  courses: ReadonlyMap<string, FoundCourse>,
  states: ReadonlyMap<string, string>,
  words: Words,
): FiguresView {
  const named = (key: string) => courses.get(key) ?? { key, title: key };
  const next = term.courses.map(({ course, percent, ...figure }) => ({
    course: named(course),
    percent: percent ?? 100,
    figure:
      percent === undefined ? figureWords(figure, words) : words.number(percent / 100, { style: 'percent' }),
  }));
  return {
    period: words.say('steer.figures.period', { since: words.date(since), until: words.date(until) }),
    rows: figures.map(({ course, shown, opened, enrolled, hidden }) => ({
      course: named(course),
      way: states.get(course),
      shown: figureWords(shown, words),
      parts: [opened, enrolled, hidden].map((figure) => ({
        words: figureWords(figure, words),
        share:
          figure.kind === 'count' && shown.kind === 'count' ? (100 * figure.count) / shown.count : undefined,
      })),
    })),
    next: {
      people:
        term.people.kind === 'count' ? words.say('steer.next.of', { people: term.people.count }) : undefined,
      chart: flowChart(
        next.map(({ course, percent, figure }) => ({ percent, figure, title: course.title })),
        words.direction === 'rtl',
      ),
      rows: next.map(({ course, figure }) => ({ course, figure })),
      hasOthers: term.hasOthers,
    },
  };
}

function figureWords(figure: Figure, words: Words): string {
  switch (figure.kind) {
    case 'few':
      return words.say('steer.figure.few');
    case 'nearly-all':
      return words.say('steer.figure.nearlyAll');
    case 'count':
      return words.say('steer.figure.count', { people: figure.count });
  }
}
