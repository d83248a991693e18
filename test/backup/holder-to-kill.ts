// Run by a test, which kills it: holds the writes of a database back, as a backup does, and says so.
import { mongo } from 'mongoose';
import { holdWrites } from '../../src/backup/hold-writes.ts';

const [uri = '', dataDirectory = ''] = process.argv.slice(2);
await holdWrites(await new mongo.MongoClient(uri).connect(), dataDirectory);
console.log('held');
