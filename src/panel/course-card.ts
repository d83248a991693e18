import type { CourseEntry } from '../../models/course.ts';
import type { Reason } from '../answering/reasons.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import { dateWords, type PanelWords } from './panel-words.ts';

const mostReasons = 2;
const mostCategories = 2;
const longestDescription = 200;
const mostLookedAt = 2_000;

/** A recommendation as the view shows it. All texts are plain; the view escapes them. */
export interface CourseCard {
  key: string;
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language: string | undefined;
  /** http or https; a course without one is shown without a link. */
  url: string | undefined;
  /** Categories, then the level. */
  facts: string[];
  /** How to get in and when it begins, as far as it is known. */
  entry: string[];
  description: string;
  /** BCP 47 tag, where it is known. */
  descriptionLanguage: string | undefined;
  reasons: { kind: Reason['kind']; words: string }[];
}

export function toCourseCard(recommendation: Recommendation, words: PanelWords): CourseCard {
  const { course, reasons } = recommendation;
  return {
    key: course.key,
    title: course.title,
    language: course.language,
    url: webAddress(course.url),
    facts: [...course.categories.slice(0, mostCategories), capitalised(course.level ?? '')].filter(Boolean),
    entry: entryWords(recommendation, words),
    description: shorten(course.description ?? ''),
    descriptionLanguage: course.descriptionLanguage,
    reasons: reasons
      .slice(0, mostReasons)
      .map((reason) => ({ kind: reason.kind, words: reasonWords(reason, words) })),
  };
}

/** What begins later is said first: on that day the way is what it says. */
function entryWords({ wayIn, opensAt, startsAt }: Recommendation, words: PanelWords): string[] {
  return [
    ...(opensAt ? [words.entry.opensOn(dateWords(opensAt, words))] : []),
    // What is not open yet is not called open.
    ...(wayIn && !(opensAt && wayIn.way === 'open' && !wayIn.groups) ? [wayWords(wayIn, words)] : []),
    ...(startsAt ? [words.entry.startsOn(dateWords(startsAt, words))] : []),
  ];
}

function wayWords({ way, groups, needsKey }: CourseEntry, { entry }: PanelWords): string {
  if (way === 'open') return groups ? entry.openToYou(groups.join(', ')) : entry.open;
  if (way === 'guest') return needsKey ? entry.guestWithKey : entry.guest;
  if (way === 'cohort') return groups ? entry.cohort(groups.join(', ')) : entry.someCohort;
  return entry[way];
}

/** Course addresses come from outside: `javascript:` and the like must not become a link. */
export function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** Catalogues write `beginner` or `Beginner`; beside categories, which are names, a capital is right. */
function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

/** Cuts at the last whole word that fits. */
function shorten(text: string): string {
  // A description may have a hundred thousand characters, and each page cuts several.
  const characters = [...text.slice(0, mostLookedAt).replace(/\s+/g, ' ').trim()];
  if (characters.length <= longestDescription && text.length <= mostLookedAt) return characters.join('');
  const cut = characters.slice(0, longestDescription).join('');
  return `${cut.replace(/[\s.,;:]*\s\S*$/, '')} …`;
}

/** A course that the person knows, with the category that it shares with the recommended one, where that is said. */
function courseWords(
  { course, category }: { course: string; category?: string },
  words: PanelWords['reasons']['goesWith'],
): string {
  return category === undefined ? words.plain(course) : words.inCategory(course, category);
}

/** A reason as the person reads it. */
function reasonWords(reason: Reason, words: PanelWords): string {
  switch (reason.kind) {
    case 'because-you-took':
      return courseWords(reason, words.reasons.becauseYouTook);
    case 'because-you-take':
      return courseWords(reason, words.reasons.becauseYouTake);
    case 'because-you-liked':
      return courseWords(reason, words.reasons.becauseYouLiked);
    case 'because-you-looked-at':
      return courseWords(reason, words.reasons.becauseYouLookedAt);
    case 'goes-with':
      return courseWords(reason, words.reasons.goesWith);
    case 'builds-on':
      return words.reasons.buildsOn(reason.course);
    case 'others-went-on':
      return words.reasons.othersWentOn(reason.course, reason.oneIn);
    case 'more-in':
      return words.reasons.moreIn(reason.category, reason.course, reason.count);
    case 'your-courses':
      return words.reasons.yourCourses;
    case 'matches-interest':
      return words.reasons.matchesInterest(reason.interest);
    case 'matches-search':
      return words.reasons.matchesSearch(reason.search);
    case 'related-to-search':
      return words.reasons.relatedToSearch(reason.search, reason.matched);
    case 'related-to-interest':
      return words.reasons.relatedToInterest(reason.interest, reason.matched);
    case 'related-to-skill':
      return reason.goal === undefined
        ? words.reasons.relatedToSkill(reason.skill)
        : words.reasons.relatedToSkillForGoal(reason.skill, reason.goal);
    case 'related-to-goal':
      return words.reasons.relatedToGoal(reason.goal, reason.matched);
    case 'teaches-skill':
      return reason.goal === undefined
        ? words.reasons.teachesSkill(reason.skill)
        : words.reasons.teachesSkillForGoal(reason.skill, reason.goal);
    case 'matches-goal':
      return words.reasons.matchesGoal(reason.goal);
    case 'not-taken-yet':
      return words.reasons.notTakenYet;
    case 'chance':
      return words.reasons.chance;
    case 'popular-in':
      return words.reasons.popularIn(reason.category, reason.place, reason.opens);
    case 'popular':
      return words.reasons.popular(reason.opens);
    case 'different':
      return words.reasons.different;
  }
}
