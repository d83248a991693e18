import { connect } from 'node:net';
import { mongo } from 'mongoose';

const { BSON } = mongo;

/** MongoDB's wire protocol: the message that every command and every answer is. */
const opMsg = 2013;
/** Length, request id, id of what is answered, operation. */
const headerBytes = 16;
/** After the header, four bytes of flags and one for the kind of section. */
const bodyStart = headerBytes + 5;

/**
 * Whether the engine on a Unix socket reads something within so many milliseconds. It is asked over a connection of its
 * own, without the driver: whatever the state of the driver's pool, the answer is about the engine. A socket that only
 * takes connections proves nothing, since the system takes them for a process that does nothing any more.
 */
export function engineAnswers(socket: string, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const done = (good: boolean) => {
      clearTimeout(timer);
      connection.destroy();
      resolve(good);
    };
    const connection = connect(socket, () => connection.write(question()));
    connection.on('data', (chunk) => {
      received.push(chunk);
      const good = readAnswer(Buffer.concat(received));
      if (good !== undefined) done(good);
    });
    connection.once('error', () => done(false));
    connection.once('close', () => done(false));
    // Where this process was busy for so long, the answer may be there already: it is read before the time is judged.
    const timer = setTimeout(() => setImmediate(() => done(false)), milliseconds);
  });
}

function question(): Buffer {
  const command = { find: 'institutions', limit: 1, singleBatch: true, projection: { _id: 1 } };
  const body = BSON.serialize({ ...command, $db: 'next-courses' });
  const message = Buffer.alloc(bodyStart + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(1, 4);
  message.writeInt32LE(opMsg, 12);
  message.set(body, bodyStart);
  return message;
}

/** Whether an answer says that all went well; undefined while a part of it is still to come. */
function readAnswer(bytes: Buffer): boolean | undefined {
  if (bytes.length < bodyStart || bytes.length < bytes.readInt32LE(0)) return undefined;
  return BSON.deserialize(bytes.subarray(bodyStart, bytes.readInt32LE(0)))['ok'] === 1;
}
