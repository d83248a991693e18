import { type AddressRules, findAddressProblem } from '../../../lti/safe-fetch/address-rules.ts';
import { message, type Sentences } from '../../../messages/message.ts';
import type { OpenConnection } from '../../../sync/connections.ts';
import type { Connector, ConnectorField } from '../../../sync/connector.ts';
import { inEnglish } from '../../../words/in-english.ts';

const longestValue = 4_000;

type Texts = Readonly<Record<string, string>>;
/** By field. */
type Problems = Readonly<Record<string, Sentences>>;
type Stored = Pick<OpenConnection, 'settings' | 'secrets'> | undefined;

/** The form as it is shown. When something was wrong it is shown again, and only secrets have to be entered again. */
export interface ConnectionForm {
  fields: readonly (ConnectorField & { value: string; isStored: boolean; problem: Sentences | undefined })[];
}

/** What was entered cannot be used. `problems` says why, by field. */
export class ConnectionInputError extends Error {
  readonly problems: Problems;

  constructor(problems: Problems) {
    super(Object.values(problems).map(inEnglish).join(' '));
    this.name = 'ConnectionInputError';
    this.problems = problems;
  }
}

/** @param given what was entered before */
export function connectionForm(
  { fields }: Connector,
  stored: Stored,
  given: unknown = stored?.settings,
  problems: Problems = {},
): ConnectionForm {
  const values = enteredValues(fields, given);
  return {
    fields: fields.map((field) => ({
      ...field,
      value: field.kind === 'secret' ? '' : (values[field.name] ?? ''),
      isStored: field.kind === 'secret' && stored?.secrets[field.name] !== undefined,
      problem: problems[field.name],
    })),
  };
}

/**
 * What is to be stored. A secret that is left empty stays. Secrets that the other side gave (tokens) stay only while
 * everything else is unchanged: they must not be sent to another address.
 * @throws ConnectionInputError
 */
export function readConnectionForm(
  { fields }: Connector,
  stored: Stored,
  given: unknown,
  rules: AddressRules,
): { settings: Texts; secrets: Texts } {
  const values = enteredValues(fields, given);
  const problems: Record<string, Sentences> = {};
  const settings: Record<string, string> = {};
  const entered: Record<string, string> = {};
  for (const field of fields) {
    const { name, kind } = field;
    const value = values[name] || (kind === 'secret' ? stored?.secrets[name] : undefined);
    const problem = findProblem(field, value, rules);
    if (problem !== undefined) problems[name] = problem;
    if (value) (kind === 'secret' ? entered : settings)[name] = value;
  }
  if (Object.keys(problems).length > 0) throw new ConnectionInputError(problems);
  const names = new Set(fields.map(({ name }) => name));
  const isForTheSame =
    isSame(settings, stored?.settings) &&
    Object.entries(entered).every(([name, value]) => stored?.secrets[name] === value);
  const granted = Object.entries(stored?.secrets ?? {}).filter(([name]) => isForTheSame && !names.has(name));
  return { settings, secrets: { ...Object.fromEntries(granted), ...entered } };
}

function findProblem(
  { label, kind, optional }: ConnectorField,
  value: string | undefined,
  rules: AddressRules,
): Sentences | undefined {
  if (!value) return optional ? undefined : message('administration.data.connection.enter', { label });
  if (kind !== 'url') return undefined;
  return findAddressProblem(value, rules);
}

function isSame(a: Texts, b: Texts = {}): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}

function enteredValues(fields: readonly ConnectorField[], given: unknown): Texts {
  const entered = (given ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    fields.map(({ name }) => {
      const value = entered[name];
      return [name, typeof value === 'string' ? value.trim().slice(0, longestValue) : ''];
    }),
  );
}
