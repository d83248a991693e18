import { baselines } from './baselines.ts';
import type { FitModel } from './compared-model.ts';
import { hybrid } from './hybrid.ts';

/** The name of what ships; every other model is there to be beaten. */
export const shipped = 'hybrid';

/** All models by name, in the order of the report. */
export const models: Readonly<Record<string, FitModel>> = { ...baselines, [shipped]: hybrid };
