// Traces by OpenTelemetry, by switch. Without it every span is one of the API's that does nothing.
//   start-tracing.ts    the switch
//   spans.ts            a piece of work as a span (here)
//   trace-requests.ts   a request as a span
//   trace-database.ts   a command to the database as a span
// No span has a name, an id of anybody, an address or a filter in it: kinds, routes and collections are all.
import { type Attributes, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

const name = 'next-courses';

export const tracer = () => trace.getTracer(name);

/** Does work as a span; spans that begin in it are its children. */
export function inSpan<Result>(
  kind: string,
  attributes: Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  return tracer().startActiveSpan(kind, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Marks a span as failed by the class of the error: its message may quote somebody. */
export function failed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
}
