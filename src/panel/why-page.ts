import { stateGroup } from '../answering/course-state.ts';
import type { CourseName } from '../answering/course-words.ts';
import type { Exclusion } from '../answering/eligibility.ts';
import type { CourseExplanation } from '../answering/explain-course.ts';
import type { Words } from '../words/words.ts';
import { anyOf } from './course-card.ts';
import { stateWords } from './course-state-words.ts';
import { type PathView, toPathView } from './path-view.ts';
import { reasonWords } from './reason-words.ts';
import type { ResultCard } from './search-page.ts';
import { titleList } from './title-list.ts';

/** Why a course is suggested or not, as `views/panel/why.ejs` shows it. All texts are plain; the view escapes them. */
export interface WhyPage {
  key: string;
  title: string;
  badge: NonNullable<ResultCard['badge']>;
  verdict: string;
  /** What excludes it, a sentence each. */
  exclusions: string[];
  /** That the reader may take it all the same; undefined where something stands in the way. */
  open: string | undefined;
  /** Those that stand before it, where it is not suggested and nothing else keeps it away. */
  before: CourseName[];
  /** What speaks for it; undefined where it is not ranked. */
  reasons: string[] | undefined;
  lacks: string[];
  /** What comes before it; undefined where nothing does. */
  path: PathView | undefined;
  /** It can be planned together with what comes before it. */
  canPlan: boolean;
  /** The reader has hidden it, and can bring it back. */
  isHidden: boolean;
}

export function toWhyPage(explained: CourseExplanation, words: Words): WhyPage {
  const { course, state, verdict, exclusions, suggested, reasons, lacks, place, path } = explained;
  const isSuggested = verdict.kind === 'suggested';
  const isPassedOver = place !== undefined && !isSuggested;
  return {
    key: course.key,
    title: words.say(isSuggested ? 'why.title.suggested' : 'why.title', { course: course.title }),
    badge: { group: stateGroup(state), text: stateWords(state, words) },
    verdict: verdictWords(explained, words),
    exclusions: exclusions.map((exclusion) => exclusionWords(exclusion, explained, words)),
    open:
      stateGroup(state) === 'open' && (isPassedOver || verdict.kind === 'excluded')
        ? words.say('why.open')
        : undefined,
    before: isPassedOver ? suggested : [],
    reasons: place === undefined ? undefined : reasons.map((reason) => reasonWords(reason, words)),
    lacks: isSuggested ? [] : lacks.map((lack) => words.say(`why.lacks.${lack}`)),
    path: path.length > 1 ? toPathView(path, explained.steps, words) : undefined,
    canPlan: canPlan(explained),
    isHidden: exclusions.some(({ reason }) => reason === 'dismissed'),
  };
}

/** The same for who has paused suggestions: how they stand to the course, and nothing of how it would rank for them. */
export function pausedWhyPage(explained: CourseExplanation, words: Words): WhyPage {
  const { exclusions, state } = explained;
  return {
    ...toWhyPage({ ...explained, verdict: { kind: exclusions.length > 0 ? 'excluded' : 'behind' } }, words),
    verdict: words.say('why.paused'),
    open: stateGroup(state) === 'open' ? words.say('why.open') : undefined,
    ...{ before: [], reasons: undefined, lacks: [] },
  };
}

/** Whether nothing but courses that can be taken stands before it. */
export function canPlan({ exclusions, path }: Pick<CourseExplanation, 'exclusions' | 'path'>): boolean {
  return path.length > 1 && exclusions.every(({ reason }) => reason === 'missing-prerequisite');
}

function verdictWords(explained: CourseExplanation, words: Words): string {
  const { verdict, exclusions, place = 0, of } = explained;
  switch (verdict.kind) {
    case 'suggested':
      // Staff may pin what has to wait for another course, or would not be suggested otherwise.
      if (exclusions.some(({ reason }) => reason === 'missing-prerequisite'))
        return words.say('why.suggested.notYet');
      return exclusions.length > 0
        ? words.say('why.suggested.anyway')
        : words.say('why.suggested', { place, of });
    case 'excluded':
      return words.say('why.excluded');
    case 'too-new':
      return words.say('why.tooNew');
    case 'no-supplement':
      return words.say('why.noSupplement');
    case 'other-section-first':
      return words.say('why.sectionFirst', { course: verdict.course.title });
    case 'too-like':
      return words.say(verdict.isHidden ? 'why.tooLike.hidden' : 'why.tooLike', {
        course: verdict.course.title,
      });
    case 'instead-of':
      return words.say(verdict.isHidden ? 'why.insteadOf.hidden' : 'why.insteadOf', {
        course: verdict.course.title,
      });
    case 'drawn-over':
      return words.say('why.drawnOver');
    case 'behind':
      return words.say('why.place', { place, of });
  }
}

function exclusionWords(
  exclusion: Exclusion,
  { state, steps, path }: CourseExplanation,
  words: Words,
): string {
  const titles = (keys: readonly string[]) => keys.flatMap((key) => steps.get(key)?.course.title ?? []);
  switch (exclusion.reason) {
    case 'taken':
      if (state.kind === 'taking') return words.say('why.taking');
      if (state.kind === 'left') return words.say('why.left');
      return words.say(state.kind === 'taken' ? 'why.taken' : 'why.onRecord');
    case 'other-section-taken':
      return words.say('why.otherSection', { course: titleList(titles([exclusion.course]), words) });
    case 'dismissed':
      return words.say('why.dismissed');
    case 'blocked':
      return words.say('why.blocked');
    case 'hidden':
    case 'excluded-category':
      return words.say('why.hidden');
    case 'closed':
      return words.say('why.closed', { date: words.date(exclusion.closesAt) });
    case 'removed':
      return words.say('why.removed');
    case 'not-open-yet':
      return words.say('why.notOpenYet', { date: words.date(exclusion.opensAt) });
    case 'members-only':
      return words.say('why.membersOnly', { groups: anyOf(exclusion.groups, words) });
    case 'invitation-only':
      return words.say('why.invitationOnly');
    case 'no-way-in':
      return words.say('why.noWayIn');
    case 'other-audience':
      return words.say('why.otherAudience', { groups: anyOf(exclusion.audience, words) });
    case 'other-language':
      return words.say('why.otherLanguage', { language: words.languageName(exclusion.language) });
    case 'outgrown':
      return words.say('why.outgrown', { courses: titleList(titles(exclusion.courses), words) });
    case 'missing-prerequisite': {
      // The sections that are offered; of a course that students are told nothing of not even the name is said.
      const before = titles(path.at(-1)?.after ?? []);
      return before.length > 0
        ? words.say('why.prerequisites', { courses: titleList(before, words) })
        : stateWords({ kind: 'needs-missing' }, words);
    }
  }
}
