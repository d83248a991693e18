import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { currentCorrelationId } from '../correlation/correlation-id.ts';
import { pageNamer } from '../web/requested-page.ts';
import { tracer } from './spans.ts';

/**
 * Makes each request a span, named by its route. What is done for it are the children.
 * @param faces paths at which faces are mounted
 */
export function traceRequests(faces: readonly string[]): RequestHandler {
  const namePage = pageNamer(faces);
  return (req, res, next) => {
    const page = namePage(req);
    const span = tracer().startSpan(req.method, {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': req.method, correlation_id: currentCorrelationId() ?? '' },
    });
    res.once('close', () => {
      span.updateName(`${req.method} ${page()}`);
      span.setAttributes({ 'http.route': page(), 'http.response.status_code': res.statusCode });
      if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(context.active(), span), () => next());
  };
}
