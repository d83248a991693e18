// Run by a test beside the owner of the folder: joins its database as `npm run import` does.
import mongoose from 'mongoose';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';

const database = await openDatabase({
  dataDirectory: process.argv[2] as string,
  log: pino({ level: 'silent' }),
  share: true,
});
const notes = await mongoose.connection.collection('notes').countDocuments({ text: 'once' });
console.log(`${database.embedded ? 'owner' : 'shared'}, sees ${notes}`);
await database.close();
