import type { PanelView } from './panel-view.ts';

/** An address that shows the same panel: `/panel` or an action below it, with what else it says. */
export function panelAddress(
  { link, purpose }: Pick<PanelView, 'link' | 'purpose'>,
  action = '',
  says: Readonly<Record<string, string>> = {},
): string {
  const kept: Record<string, string> =
    link === undefined ? (purpose === 'next' ? {} : { purpose }) : { link };
  const query = new URLSearchParams({ ...kept, ...says });
  return `/panel${action}${query.size > 0 ? `?${query}` : ''}`;
}
