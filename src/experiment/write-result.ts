import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a result, and makes its folder: nobody waits for hours and loses it to a folder that is not there. */
export async function writeResult(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** @param value as JSON that can be read */
export function writeJson(file: string, value: unknown): Promise<void> {
  return writeResult(file, `${JSON.stringify(value, null, 2)}\n`);
}
