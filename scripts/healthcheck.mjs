// Whether the process of this container answers and its database too: exit code 0 or 1. A worker listens on METRICS_PORT alone.
const port = process.env.ROLE === 'worker' ? process.env.METRICS_PORT : (process.env.PORT ?? 3000);
const patienceMilliseconds = 4_000;

const isWell = await fetch(`http://127.0.0.1:${port}/healthz`, {
  signal: AbortSignal.timeout(patienceMilliseconds),
}).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isWell ? 0 : 1);
