/** What one check came to. The checks in plain JavaScript (scripts/doctor/*.mjs) return the same. */
export interface Finding {
  name: string;
  state: 'good' | 'bad' | 'unknown';
  found: string;
  /** What to do about it, unless `found` says so. */
  cure?: string;
  /** Without it `npm start` fails. */
  isNeeded?: boolean;
}
