const packages = ['@opentelemetry/sdk-trace-node', '@opentelemetry/exporter-trace-otlp-http'] as const;

/** The packages that send spans are not installed. */
export class TracingMissingError extends Error {
  constructor() {
    super(
      `OTEL_EXPORTER_OTLP_ENDPOINT is set, and the packages that send traces are not installed: run \`npm install --no-save ${packages.join(' ')}\`, or remove it.`,
    );
    this.name = 'TracingMissingError';
  }
}

/**
 * Sends spans to where OTEL_EXPORTER_OTLP_ENDPOINT says, as OTLP over HTTP. The packages for it are the operator's to install, since
 * few want them. Their other settings are those of OpenTelemetry (`OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`, …).
 * @param role of the process
 * @returns sends what is left, and ends it
 * @throws TracingMissingError
 */
export async function startTracing(role: string): Promise<() => Promise<void>> {
  const [
    { NodeTracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { defaultResource, detectResources, envDetector, resourceFromAttributes },
  ] = await load();
  const service = resourceFromAttributes({
    'service.name': role === '' ? 'next-courses' : `next-courses-${role}`,
  });
  const provider = new NodeTracerProvider({
    // What the operator calls it wins.
    resource: defaultResource()
      .merge(service)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return () => provider.shutdown();
}

async function load() {
  try {
    // The third comes along with the first.
    return await Promise.all([import(packages[0]), import(packages[1]), import('@opentelemetry/resources')]);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') throw new TracingMissingError();
    throw error;
  }
}
