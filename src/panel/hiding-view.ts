import { type HidingReason, hidingReasons } from '../../models/event.ts';
import { type Hiding, hiddenUntil } from '../answering/hidden-courses.ts';
import type { Words } from '../words/words.ts';

/** What stands in the place of a card that was just hidden. */
export interface HidingView {
  /** Key of the course. */
  course: string;
  title: string;
  /** That it is hidden, and what follows from why. */
  text: string;
  reasons: { why: HidingReason; text: string; label: string; isSaid: boolean }[];
}

export function toHidingView(hiding: Hiding, title: string, words: Words): HidingView {
  return {
    ...{ course: hiding.course, title, text: hidingWords(hiding, title, words) },
    reasons: hidingReasons.map((why) => ({
      ...{ why, isSaid: why === hiding.why },
      text: words.say(`hiding.${why}`),
      label: words.say(`hiding.${why}.of`, { course: title }),
    })),
  };
}

function hidingWords(hiding: Hiding, course: string, words: Words): string {
  if (hiding.why === 'known') return words.say('notice.dismissed.known', { course });
  const until = hiddenUntil(hiding);
  return until === undefined
    ? words.say('notice.dismissed', { course })
    : words.say('notice.dismissed.until', { course, date: words.date(until) });
}
