import { saysNone } from './spoilt-id.ts';

/** The name of a programme of study; undefined where a table or a profile says that there is none, by `NULL`, `#N/A` or `-` too. */
export function readProgramme(text: string | undefined): string | undefined {
  const name = text?.trim();
  return name && !saysNone(name) ? name : undefined;
}
