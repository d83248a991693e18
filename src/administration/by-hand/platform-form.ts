import { issuersOfProducts } from '../../lms/all-products.ts';
import type { Field, LmsProduct } from '../../lms/product.ts';
import {
  type PlatformInput,
  PlatformInputError,
  type PlatformProblem,
  parsePlatform,
} from '../../lti/platforms/platform-input.ts';
import type { AddressRules } from '../../lti/safe-fetch/address-rules.ts';
import { message, type Sentences } from '../../messages/message.ts';

const longestValue = 1000;

/** The form as it is shown. Where something was wrong it is shown again with everything that was entered. */
export interface PlatformForm {
  product: LmsProduct;
  fields: readonly (Field & { value: string; problem: Sentences | undefined })[];
}

/** @param given what was entered before */
export function platformForm(
  product: LmsProduct,
  given: unknown = {},
  problems: readonly PlatformProblem[] = [],
): PlatformForm {
  const values = valuesOf(product, given);
  const fieldOf = (problem: PlatformProblem) =>
    product.byHand.fields.some(({ name }) => name === problem.field)
      ? problem.field
      : product.byHand.addressField;
  return {
    product,
    fields: product.byHand.fields.map((field) => {
      const found = problems.find((problem) => fieldOf(problem) === field.name);
      return {
        ...field,
        value: values[field.name] ?? '',
        problem: found && problemMessage(found, field, values['name'] ?? ''),
      };
    }),
  };
}

/** What is wrong, as the field says it. An address for which there is no field follows from what was entered in this one. */
function problemMessage({ why, sentences }: PlatformProblem, { label }: Field, entered: string): Sentences {
  if (why === 'taken') return message('administration.byHand.problem.taken', { name: entered });
  return why === 'address' ? (sentences ?? []) : message(`administration.byHand.problem.${why}`, { label });
}

/** @throws PlatformInputError */
export function readPlatformForm(product: LmsProduct, given: unknown, rules: AddressRules): PlatformInput {
  const values = valuesOf(product, given);
  return parsePlatform({ ...product.byHand.addresses(values), ...values }, rules, issuersOfProducts);
}

export function problemsIn(error: unknown): readonly PlatformProblem[] {
  if (error instanceof PlatformInputError) return error.problems;
  throw error;
}

function valuesOf(product: LmsProduct, given: unknown): Record<string, string> {
  const entered = (given ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    product.byHand.fields.map(({ name }) => {
      const value = entered[name];
      return [name, typeof value === 'string' ? value.trim().slice(0, longestValue) : ''];
    }),
  );
}
