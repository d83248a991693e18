import { type ApiRight, apiRights } from '../../../models/api-credential.ts';
import { isSystemName } from '../../api/credentials.ts';
import { readAddress } from '../../values/read-address.ts';

/** The form of a new secret as it was sent, to be shown again. */
export interface CredentialForm {
  name: string;
  rights: ApiRight[];
  /** One address a line. */
  homes: string;
  /** A secret of the same name may be replaced. */
  replaces: boolean;
}

export type CredentialProblem = 'name' | 'rights' | 'homes' | 'exists';

export const emptyForm: Readonly<CredentialForm> = {
  name: '',
  rights: ['events'],
  homes: '',
  replaces: false,
};

const longestHomes = 4_000;

export function readForm(body: Readonly<Record<string, unknown>> | undefined): CredentialForm {
  const text = (name: string) => {
    const value = body?.[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const wanted = [body?.['rights']].flat();
  return {
    name: text('name'),
    rights: apiRights.filter((right) => wanted.includes(right)),
    homes: text('homes').slice(0, longestHomes),
    replaces: body?.['replaces'] === 'yes',
  };
}

/** Addresses of the systems whose ids of people are sent. */
export function homesOf({ homes }: Pick<CredentialForm, 'homes'>): string[] {
  return homes
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The first thing that keeps a secret from being issued. @param names of the secrets that there are */
export function problemIn(form: CredentialForm, names: readonly string[]): CredentialProblem | undefined {
  if (!isSystemName(form.name)) return 'name';
  if (form.rights.length === 0) return 'rights';
  if (homesOf(form).some((address) => !readAddress(address))) return 'homes';
  if (names.includes(form.name) && !form.replaces) return 'exists';
  return undefined;
}
