import type { Source } from '../../../sync/source.ts';
import { UnreadableFileError } from '../../../sync/sources/csv/unreadable-file-error.ts';

/** A source whose errors name the form's fields, and not where the uploaded files lie here. */
export function withoutPaths(source: Source, paths: Readonly<Record<string, string>>): Source {
  return {
    ...source,
    async *pull(options) {
      try {
        yield* source.pull(options);
      } catch (error) {
        throw error instanceof UnreadableFileError ? namingFields(error, paths) : error;
      }
    },
  };
}

/** The same error, in the words of the form. */
export function namingFields(error: Error, paths: Readonly<Record<string, string>>): Error {
  for (const [name, path] of Object.entries(paths))
    error.message = error.message.replaceAll(path, `The file “${name}”`);
  return error;
}
