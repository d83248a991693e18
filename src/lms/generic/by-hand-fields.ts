import type { Field } from '../product.ts';

/** The fields that every product's form has. */
export const institutionName: Field = {
  name: 'name',
  label: 'Name of the institution',
  hint: 'Yours to choose. Commands name it, too.',
};

/** @param hint where the LMS shows it */
export function clientId(hint: string): Field {
  return { name: 'clientId', label: 'Client ID', hint };
}

/** @param hint where the LMS shows it */
export function deploymentId(hint: string): Field {
  return { name: 'deploymentId', label: 'Deployment ID', hint };
}

/** Custom parameters as LMSs ask for them in a form: one on a line. */
export function parameterLines(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}
