import { type Message, message } from '../../messages/message.ts';
import type { Field } from '../product.ts';

/** The fields that every product's form has. */
export const institutionName: Field = {
  name: 'name',
  label: message('lms.field.name'),
  hint: message('lms.field.name.hint'),
};

/** @param hint where the LMS shows it */
export function clientId(hint: Message): Field {
  return { name: 'clientId', label: message('administration.term.clientId'), hint };
}

/** @param hint where the LMS shows it */
export function deploymentId(hint: Message): Field {
  return { name: 'deploymentId', label: message('administration.term.deploymentId'), hint };
}

/** Custom parameters as LMSs ask for them in a form: one on a line. */
export function parameterLines(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}
