import { message } from '../../../../messages/message.ts';
import { printable } from '../../../../values/printable.ts';
import { messageOfReason } from '../../../reason-messages.ts';
import { readRowsFrom } from '../../csv/read-rows.ts';
import { UnreadableFileError } from '../../csv/unreadable-file-error.ts';
import type { Bundle, BundleFile } from './bundle.ts';

/** The files that are read, in this order. Other files of a bundle (users, demographics, …) are not opened. */
export const fileNames = ['academicSessions', 'courses', 'classes', 'enrollments'] as const;
export type FileName = (typeof fileNames)[number];

/** Everything, or what has changed. */
export type Mode = 'bulk' | 'delta';

export interface ManifestFile {
  name: FileName;
  mode: Mode;
  file: BundleFile;
}

const table = { required: ['propertyname', 'value'], optional: [] } as const;
/** 1.1 has the same columns in the files that are read. Exporters write "v1.1" and "1.2.1" too. */
const versions = ['1.2', '1.1'];
const version = /^v?(1\.[12])(?:\.\d{1,3})?$/i;

/**
 * What a bundle says it holds (CSV binding 1.2 §3, manifest.csv).
 * @throws UnreadableFileError for a version that is not known, or a file that it names and does not hold
 */
export async function readManifest(path: string, { files }: Bundle): Promise<ManifestFile[]> {
  const manifest = files.get('manifest.csv');
  if (!manifest)
    throw new UnreadableFileError(message('bundle.noManifest', { file: path }), message('bundle.cure.name'));
  const properties = await readProperties(manifest);
  const stated = properties.get('oneroster.version') ?? '';
  if (!version.test(stated))
    throw new UnreadableFileError(
      message('bundle.version', { file: manifest.name, version: printable(stated.slice(0, 20)) }),
      message('bundle.cure.version', { versions: versions.join(' / ') }),
    );
  const listed = fileNames.flatMap((name): ManifestFile[] => {
    const mode = readMode(properties.get(`file.${name.toLowerCase()}`), name, manifest);
    if (mode === 'absent') return [];
    const file = files.get(`${name.toLowerCase()}.csv`);
    if (file) return [{ name, mode, file }];
    throw new UnreadableFileError(
      message('bundle.missing', { file: manifest.name, name, mode }),
      message('bundle.cure.again'),
    );
  });
  if (listed.some(({ name }) => name === 'classes' || name === 'enrollments')) return listed;
  throw new UnreadableFileError(
    message('bundle.neither', { file: manifest.name }),
    message('bundle.cure.both'),
  );
}

async function readProperties(manifest: BundleFile): Promise<Map<string, string>> {
  const properties = new Map<string, string>();
  const onBadRow = ({ line, reason }: { line: number; reason: string }) => {
    throw new UnreadableFileError(
      message('bundle.row', { file: manifest.name, line, reason: messageOfReason(reason) ?? reason }),
      message('bundle.cure.correct'),
    );
  };
  const bytes = { look: manifest.read, read: manifest.read };
  for await (const { cells } of readRowsFrom(bytes, manifest.name, table, { onBadRow }))
    properties.set((cells['propertyname'] ?? '').toLowerCase(), cells['value'] ?? '');
  return properties;
}

function readMode(value = 'absent', name: string, manifest: BundleFile): Mode | 'absent' {
  const mode = value.toLowerCase();
  if (mode === 'bulk' || mode === 'delta' || mode === 'absent') return mode;
  throw new UnreadableFileError(
    message('bundle.mode', { file: manifest.name, name, mode: printable(value.slice(0, 20)) }),
    message('bundle.cure.mode'),
  );
}
