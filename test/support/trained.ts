import assert from 'node:assert/strict';
import type { Types } from 'mongoose';
import type { FitOptions } from '../../src/training/fit-in-thread.ts';
import { type TrainingResult, train } from '../../src/training/train.ts';

/** Trains on whatever the institution has stored. */
export async function trained(
  institutionId: Types.ObjectId,
  options?: Omit<FitOptions, 'unless'>,
): Promise<TrainingResult> {
  const result = await train(institutionId, options);
  assert.ok(result);
  return result;
}
