import type { Reason } from '../answering/reasons.ts';
import type { Words } from './english.ts';

/** A reason as the person reads it. */
export function reasonWords(reason: Reason, words: Words): string {
  switch (reason.kind) {
    case 'because-you-took':
      return words.reasons.becauseYouTook(reason.course);
    case 'because-you-take':
      return words.reasons.becauseYouTake(reason.course);
    case 'because-you-liked':
      return words.reasons.becauseYouLiked(reason.course);
    case 'because-you-looked-at':
      return words.reasons.becauseYouLookedAt(reason.course);
    case 'goes-with':
      return words.reasons.goesWith(reason.course);
    case 'matches-interest':
      return words.reasons.matchesInterest(reason.interest);
    case 'matches-search':
      return words.reasons.matchesSearch(reason.search);
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
      return words.reasons.popularIn(reason.category);
    case 'popular':
      return words.reasons.popular;
  }
}
