import mongoose from 'mongoose';

/** How many documents a collection of the database at `uri` has, over a connection of its own. */
export async function countIn(uri: string, collection: string): Promise<number> {
  const client = await new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 60_000 }).connect();
  try {
    return await client.db().collection(collection).countDocuments();
  } finally {
    await client.close();
  }
}
