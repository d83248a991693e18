// npm run restore -- --from FOLDER [--replace]: puts a backup in the place of the embedded database
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBackup } from '../src/backup/restore-backup.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';

const usage = `npm run restore -- --from FOLDER [--replace]
  --replace moves the database that is there aside.`;

await runCommand({
  usage,
  parse: () => {
    const { from, replace } = parseArgs({
      options: { from: { type: 'string' }, replace: { type: 'boolean', default: false } },
    }).values;
    if (from === undefined) throw new UsageError('Name the folder of the backup: --from.');
    return { from: resolve(from), replace };
  },
  opensDatabaseItself: true,
  run: async ({ from, replace }, config, log) => {
    if (config.mongodbUri !== undefined) {
      console.error(
        '✗ MONGODB_URI is set: restore that database by its own means, for example mongorestore. This command is for the embedded one.',
      );
      return 1;
    }
    const { dataDirectory, secretKey, previousSecretKey } = config;
    const secretKeys = [secretKey, previousSecretKey].filter((key) => key !== undefined);
    const { note, movedTo } = await restoreBackup({ from, dataDirectory, secretKeys, replace, log });
    const documents = Object.values(note.documents).reduce((sum, count) => sum + count, 0);
    console.log(`✓ ${dataDirectory} is as of ${note.madeAt}: ${documents} documents, counted again.`);
    if (movedTo) console.log(`What was there before lies in ${movedTo}.`);
    return 0;
  },
});
