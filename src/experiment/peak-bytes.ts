import { readFileSync } from 'node:fs';

/** The most memory that this process ever held (resident), Node itself included. */
export function peakBytes(): number {
  try {
    // On Linux the maximum of getrusage is of no use: a new process starts with that of its parent.
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kibibytes !== undefined) return 1024 * Number(kibibytes);
  } catch {
    // Not Linux.
  }
  return 1024 * process.resourceUsage().maxRSS;
}
