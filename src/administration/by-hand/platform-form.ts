import {
  addressRule,
  type PlatformInput,
  PlatformInputError,
  type PlatformProblem,
  parsePlatform,
} from '../../lti/platforms/platform-input.ts';
import type { AddressRules } from '../../lti/safe-fetch/address-rules.ts';
import type { Field, Product } from './products.ts';

const longestValue = 1000;

/** The form as it is shown, again where something was wrong: nothing that was entered is lost. */
export interface PlatformForm {
  product: Product;
  fields: readonly (Field & { value: string; problem: string | undefined })[];
}

/** @param given what was entered before */
export function platformForm(
  product: Product,
  given: unknown = {},
  problems: readonly PlatformProblem[] = [],
): PlatformForm {
  const values = valuesOf(product, given);
  const fieldOf = (problem: PlatformProblem) =>
    product.fields.some(({ name }) => name === problem.field) ? problem.field : product.addressField;
  return {
    product,
    fields: product.fields.map((field) => {
      const found = problems.find((problem) => fieldOf(problem) === field.name);
      return {
        ...field,
        value: values[field.name] ?? '',
        problem: found && `“${field.label}” ${field.name === found.field ? found.words : addressRule}`,
      };
    }),
  };
}

/** @throws PlatformInputError */
export function readPlatformForm(product: Product, given: unknown, rules: AddressRules): PlatformInput {
  const values = valuesOf(product, given);
  return parsePlatform({ ...product.addressesOf(values), ...values }, rules);
}

export function problemsIn(error: unknown): readonly PlatformProblem[] {
  if (error instanceof PlatformInputError) return error.problems;
  throw error;
}

function valuesOf(product: Product, given: unknown): Record<string, string> {
  const entered = (given ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    product.fields.map(({ name }) => {
      const value = entered[name];
      return [name, typeof value === 'string' ? value.trim().slice(0, longestValue) : ''];
    }),
  );
}
