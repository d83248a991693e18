// Run by a test, which kills it: owns a data folder, has one acknowledged write in it and prints its engine's pid.
import mongoose from 'mongoose';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';

const { embedded } = await openDatabase({
  dataDirectory: process.argv[2] as string,
  log: pino({ level: 'silent' }),
});
await mongoose.connection.collection('kept').insertOne({ kept: true });
console.log(embedded?.pid());
