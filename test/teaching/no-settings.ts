import type { SteeringRecords } from '../../src/teaching/steering-records.ts';

/** Of a course whose staff have set nothing. What is asked besides fails. */
export const noSettings = {
  settings: async () => ({}),
} as unknown as SteeringRecords;
