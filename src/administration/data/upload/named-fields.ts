import { message } from '../../../messages/message.ts';
import type { Source } from '../../../sync/source.ts';
import { UnreadableFileError } from '../../../sync/sources/csv/unreadable-file-error.ts';
import type { FileSource } from '../../../sync/sources/file-source.ts';

/** By the form's field. */
type Paths = Readonly<Record<string, string>>;

/** A source whose errors name the form's fields, not the paths of the uploaded files on this server. */
export function withoutPaths(source: Source, files: FileSource, paths: Paths): Source {
  return {
    ...source,
    async *pull(options) {
      try {
        yield* source.pull(options);
      } catch (error) {
        throw error instanceof UnreadableFileError ? nameFields(error, files, paths) : error;
      }
    },
  };
}

/** The same error; it names the form's fields instead of paths, and in a bundle the file of it as well. */
export function nameFields(
  error: UnreadableFileError,
  { files }: FileSource,
  paths: Paths,
): UnreadableFileError {
  return error.renamed((file) => {
    const field = files.find(({ name }) => paths[name] !== undefined && file.startsWith(paths[name]));
    if (!field) return file;
    const [, part] = file.slice(paths[field.name]?.length).split(/^, /);
    return part === undefined
      ? message('file.named', { name: field.label })
      : message('file.namedIn', { name: field.label, part });
  });
}
