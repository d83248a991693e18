// Run by a test, which kills it: owns a data folder and has one acknowledged write in it.
import mongoose from 'mongoose';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';

await openDatabase({ dataDirectory: process.argv[2] as string, log: pino({ level: 'silent' }) });
await mongoose.connection.collection('kept').insertOne({ kept: true });
console.log('written');
