import type { Reason } from '../recommendations/recommendation.ts';
import type { Words } from './english.ts';

/** A reason as the person reads it. */
export function reasonWords(reason: Reason, words: Words): string {
  switch (reason.kind) {
    case 'because-you-took':
      return words.reasons.becauseYouTook(reason.course);
    case 'matches-interest':
      return words.reasons.matchesInterest(reason.interest);
    case 'popular-in':
      return words.reasons.popularIn(reason.category);
    case 'popular':
      return words.reasons.popular;
  }
}
