import type { Reason } from '../answering/reasons.ts';
import type { Words } from '../words/words.ts';

/** A reason that names a course which the person knows, with the category that it shares with the recommended one, or without. */
type CourseReason = { course: string; category?: string };

/** A reason as the person reads it: one whole sentence. */
export function reasonWords(reason: Reason, words: Words): string {
  switch (reason.kind) {
    case 'because-you-took':
      return aboutCourse('becauseYouTook', reason, words);
    case 'because-you-take':
      return aboutCourse('becauseYouTake', reason, words);
    case 'because-you-liked':
      return aboutCourse('becauseYouLiked', reason, words);
    case 'because-you-looked-at':
      return aboutCourse('becauseYouLookedAt', reason, words);
    case 'goes-with':
      return aboutCourse(reason.isEasier ? 'goesWithEasier' : 'goesWith', reason, words);
    case 'builds-on':
      return words.say('reason.buildsOn', { course: reason.course });
    case 'others-went-on':
      return reason.oneIn <= 2
        ? words.say('reason.halfWentOn', { course: reason.course })
        : words.say('reason.othersWentOn', { course: reason.course, oneIn: reason.oneIn });
    case 'more-in':
      return words.say('reason.moreIn', {
        category: reason.category,
        course: reason.course,
        count: reason.count,
      });
    case 'your-courses':
      return words.say('reason.yourCourses');
    case 'matches-interest':
      return words.say('reason.matchesInterest', { interest: reason.interest });
    case 'matches-search':
      return words.say('reason.matchesSearch', { search: reason.search });
    case 'matches-goal':
      return words.say('reason.matchesGoal', { goal: reason.goal });
    case 'related-to-search':
      return reason.matched.length === 0
        ? words.say('reason.relatedToSearch', { search: reason.search })
        : words.say('reason.relatedToSearch.inPart', {
            search: reason.search,
            matched: quoted(reason.matched, words),
          });
    case 'related-to-interest':
      return reason.matched.length === 0
        ? words.say('reason.relatedToInterest', { interest: reason.interest })
        : words.say('reason.relatedToInterest.inPart', {
            interest: reason.interest,
            matched: quoted(reason.matched, words),
          });
    case 'related-to-goal':
      return reason.matched.length === 0
        ? words.say('reason.relatedToGoal', { goal: reason.goal })
        : words.say('reason.relatedToGoal.inPart', {
            goal: reason.goal,
            matched: quoted(reason.matched, words),
          });
    case 'related-to-skill':
      return reason.goal === undefined
        ? words.say('reason.relatedToSkill', { skill: reason.skill })
        : words.say('reason.relatedToSkill.forGoal', { skill: reason.skill, goal: reason.goal });
    case 'teaches-skill':
      return reason.goal === undefined
        ? words.say('reason.teachesSkill', { skill: reason.skill })
        : words.say('reason.teachesSkill.forGoal', { skill: reason.skill, goal: reason.goal });
    case 'recommended-by-teacher':
      return reason.note === undefined
        ? words.say('reason.recommendedByTeacher')
        : words.say('reason.recommendedByTeacher.saying', { note: reason.note });
    case 'offered-here':
      return words.say('reason.offeredHere');
    case 'chance':
      return words.say('reason.chance');
    case 'popular-in':
      return popularIn(reason, words);
    case 'popular':
      return reason.opens === undefined
        ? words.say('reason.popular')
        : words.say('reason.popular.opening', { opens: reason.opens });
    case 'often-taken-by':
      return reason.year === undefined
        ? words.say('reason.oftenTakenBy', { programme: reason.programme })
        : words.say('reason.oftenTakenBy.inYear', { programme: reason.programme, year: reason.year });
    case 'different':
      return words.say('reason.different');
  }
}

function aboutCourse(
  kind:
    | 'becauseYouTook'
    | 'becauseYouTake'
    | 'becauseYouLiked'
    | 'becauseYouLookedAt'
    | 'goesWith'
    | 'goesWithEasier',
  { course, category }: CourseReason,
  words: Words,
): string {
  return category === undefined
    ? words.say(`reason.${kind}`, { course })
    : words.say(`reason.${kind}.inCategory`, { course, category });
}

/** A course that others build on is worth taking for that. */
function popularIn(
  { category, place, opens }: Extract<Reason, { kind: 'popular-in' }>,
  words: Words,
): string {
  const kind = place === 1 ? 'mostChosenIn' : 'popularIn';
  return opens === undefined
    ? words.say(`reason.${kind}`, { category })
    : words.say(`reason.${kind}.opening`, { category, opens });
}

/** Words of a search that a course holds, where it does not hold all. */
function quoted(matched: readonly string[], words: Words): string {
  return words.list(matched.map((text) => words.say('panel.quoted', { text })));
}
