import type { NoticeSaid } from '../../../models/notice.ts';

/** At most one message about a thing in so long. */
export const noticeEveryMilliseconds = 86_400_000;

/**
 * What a channel has to be told of a thing now: once a day that it needs attention, and once after that that it does not any more.
 * @param isThere it needs attention
 */
export function dueMessage(
  isThere: boolean,
  said: NoticeSaid | undefined,
  now: Date,
): 'notice' | 'over' | undefined {
  if (isThere) return isRecent(said, now) ? undefined : 'notice';
  return said && !isOver(said) ? 'over' : undefined;
}

/** Nothing is to be said of a thing that is gone any more, and it may come back without being said twice a day. */
export function isForgotten(said: readonly NoticeSaid[], now: Date): boolean {
  return said.every((one) => isOver(one) && !isRecent(one, now));
}

function isOver({ noticeAt, overAt }: NoticeSaid): boolean {
  return overAt !== undefined && overAt >= noticeAt;
}

function isRecent(said: NoticeSaid | undefined, now: Date): boolean {
  return said !== undefined && now.getTime() - said.noticeAt.getTime() < noticeEveryMilliseconds;
}
