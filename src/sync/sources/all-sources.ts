import type { SourceProvider } from '../source.ts';

/** What providers need of the rest of the application. */
export type SourceEnvironment = Readonly<Record<string, never>>;

/** Every source that runs by itself. A file is imported when somebody gives it (`csv/`). */
export function allSources(_environment: SourceEnvironment): SourceProvider[] {
  return [];
}
