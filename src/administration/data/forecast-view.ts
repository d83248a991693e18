import type { SyncForecast } from '../../../models/sync-forecast.ts';
import { noCounts } from '../../sync/apply/apply.ts';
import { countsWords, type ProgressView, progressView } from './run-view.ts';
import { countWords, type Moment, momentOf } from './words.ts';

const changeWords: Readonly<Record<string, string>> = {
  new: 'new',
  changed: 'changed',
  removed: 'no longer there',
};

/** What a run would change, as the page shows it. */
export interface ForecastView {
  state: SyncForecast['state'];
  started: Moment;
  progress: ProgressView;
  error: string | undefined;
  summary: string;
  changes: { words: string; examples: string }[];
  rejections: { reason: string; count: string }[];
}

export function forecastView(forecast: SyncForecast, now: Date): ForecastView {
  const { state, startedAt, error, progress, counts = noCounts, changes = [], rejections = [] } = forecast;
  return {
    ...{ state, error, started: momentOf(startedAt, now), progress: progressView(progress, counts) },
    summary: countsWords(counts),
    changes: changes.map(({ change, of, count, examples }) => ({
      words: `${countWords(count)} ${of}${count === 1 ? '' : 's'} ${changeWords[change] ?? change}`,
      examples:
        examples.length === 0
          ? ''
          : `, ${count > examples.length ? 'such as' : 'namely'} ${examples.join(', ')}`,
    })),
    rejections: rejections.map(({ reason, count }) => ({ reason, count: countWords(count) })),
  };
}
