import { GmfStep, type GmfStepData } from '../scorers/gmf/gmf-step.ts';
import { NeuMfStep, type NeuMfStepData } from '../scorers/neumf/neumf-step.ts';
import type { Workload, WorkloadSource } from './crew.ts';

/** What a crew can be given to do. */
export function makeWorkload({ name, data }: WorkloadSource): Workload {
  if (name === GmfStep.name) return new GmfStep(data as GmfStepData);
  if (name === NeuMfStep.name) return new NeuMfStep(data as NeuMfStepData);
  throw new Error(`No workload is called ${name}.`);
}
