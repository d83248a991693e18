/**
 * What this process computes from now on, ms: however busy the machine is with others, it is about the same.
 * @returns a function that says how much it was
 */
export function startProcessorTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}
