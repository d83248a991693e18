import type { Purpose } from '../recommendations/answer.ts';

/** An address of the panel that keeps its purpose: `/panel` or an action below it, with what else it says. */
export function panelAddress(
  purpose: Purpose,
  action = '',
  says: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ ...(purpose === 'next' ? {} : { purpose }), ...says });
  return `/panel${action}${query.size > 0 ? `?${query}` : ''}`;
}

/** Anything but a purpose's name is the usual one. */
export function purposeOf(text: unknown): Purpose {
  return text === 'supplement' ? 'supplement' : 'next';
}
