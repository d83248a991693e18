// npm run backup -- --out FOLDER: copies the embedded database, also while the application runs
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBackup } from '../src/backup/make-backup.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import { loadSecretKey } from '../src/configuration/secret-key.ts';

const usage = 'npm run backup -- --out FOLDER';

await runCommand({
  usage,
  parse: () => {
    const { out } = parseArgs({ options: { out: { type: 'string' } } }).values;
    if (out === undefined) throw new UsageError('Name the folder that is to be made: --out.');
    return { out: resolve(out) };
  },
  opensDatabaseItself: true,
  run: async ({ out }, config, log) => {
    if (config.mongodbUri !== undefined) {
      console.error(
        '✗ MONGODB_URI is set: back that database up by its own means, for example mongodump. This command is for the embedded one.',
      );
      return 1;
    }
    const { dataDirectory } = config;
    const secretKey = await loadSecretKey(config);
    const { note, heldMilliseconds } = await makeBackup({ dataDirectory, out, secretKey, log });
    const bytes = Object.values(note.files).reduce((sum, file) => sum + file.bytes, 0);
    const documents = Object.values(note.documents).reduce((sum, count) => sum + count, 0);
    console.log(
      `✓ ${out}: ${documents} documents, ${Math.ceil(bytes / 2 ** 20)} MiB, as of ${note.madeAt}. Writes waited for ${(heldMilliseconds / 1000).toFixed(1)} s.`,
    );
    console.log(
      config.secretKey === undefined
        ? 'The key that protects stored keys is in it: keep it as safe as the data folder.'
        : 'It can be put back with the same SECRET_KEY alone, which is not in it.',
    );
    return 0;
  },
});
