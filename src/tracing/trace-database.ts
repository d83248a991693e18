import { type Span, SpanKind } from '@opentelemetry/api';
import type { mongo } from 'mongoose';
import { failed, tracer } from './spans.ts';

/** Makes each command a span, named by what it does in which collection. @param client connected with `monitorCommands` */
export function traceDatabase(client: mongo.MongoClient): void {
  const running = new Map<number, Span>();
  client.on('commandStarted', ({ requestId, commandName, command }) => {
    const collection = command[commandName] as unknown;
    const isNamed = typeof collection === 'string';
    const span = tracer().startSpan(isNamed ? `${commandName} ${collection}` : commandName, {
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': 'mongodb',
        'db.operation.name': commandName,
        ...(isNamed && { 'db.collection.name': collection }),
      },
    });
    running.set(requestId, span);
  });
  const end = (requestId: number, error?: Error) => {
    const span = running.get(requestId);
    running.delete(requestId);
    if (span && error) failed(span, error);
    span?.end();
  };
  client.on('commandSucceeded', ({ requestId }) => end(requestId));
  client.on('commandFailed', ({ requestId, failure }) => end(requestId, failure));
}
