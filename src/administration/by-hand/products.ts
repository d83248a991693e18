import {
  canvasAddresses,
  canvasEnvironments,
  moodleAddresses,
  type PlatformAddresses,
} from '../../lti/platforms/presets.ts';

/** A value that the administrator of this tool enters. `options`: one of these. */
export interface Field {
  name: string;
  label: string;
  hint: string;
  options?: readonly (readonly [value: string, words: string])[];
}

/** An LMS product: what it takes to register one by hand. */
export interface Product {
  key: 'moodle' | 'canvas' | 'other';
  name: string;
  fields: readonly Field[];
  /** Which field a problem with an address belongs to, where there is none for the address itself. */
  addressField: string;
  addressesOf(values: Readonly<Record<string, string>>): Partial<PlatformAddresses>;
}

const name: Field = {
  name: 'name',
  label: 'Name of the institution',
  hint: 'Yours to choose. Commands name it, too.',
};
const deploymentId = (hint: string): Field => ({ name: 'deploymentId', label: 'Deployment ID', hint });
const clientId = (hint: string): Field => ({ name: 'clientId', label: 'Client ID', hint });

export const products: readonly Product[] = [
  {
    key: 'moodle',
    name: 'Moodle',
    fields: [
      name,
      {
        name: 'site',
        label: 'Address of the Moodle site',
        hint: 'Its front page, as in https://moodle.example.org.',
      },
      clientId('On the tool’s card in Moodle, under the list symbol (“View configuration details”).'),
      deploymentId('In the same place.'),
    ],
    addressField: 'site',
    addressesOf: ({ site }) => (site ? moodleAddresses(site) : {}),
  },
  {
    key: 'canvas',
    name: 'Canvas',
    fields: [
      name,
      {
        name: 'environment',
        label: 'Environment',
        hint: 'For a Canvas that you host yourself, choose “Another LMS” above.',
        options: canvasEnvironments.map((value) => [value, value[0]?.toUpperCase() + value.slice(1)]),
      },
      clientId('The number under “Details” in the list of developer keys.'),
      deploymentId('In Settings → Apps → App configurations, behind the gear of the app.'),
    ],
    addressField: 'environment',
    addressesOf: ({ environment }) =>
      canvasAddresses(canvasEnvironments.find((known) => known === environment) ?? 'production'),
  },
  {
    key: 'other',
    name: 'Another LMS',
    fields: [
      name,
      { name: 'issuer', label: 'Issuer', hint: 'Also called platform ID: an https address.' },
      clientId('What the LMS calls this tool.'),
      deploymentId('Which installation of the tool it is.'),
      {
        name: 'authorizationUrl',
        label: 'Authentication request address',
        hint: 'Also called OIDC authorization endpoint.',
      },
      { name: 'tokenUrl', label: 'Access token address', hint: 'Also called OAuth 2 token endpoint.' },
      { name: 'jwksUrl', label: 'Public key set address', hint: 'Also called JWKS.' },
      {
        name: 'tokenAudience',
        label: 'Audience of token requests (optional)',
        hint: 'Where it is not the access token address.',
      },
    ],
    addressField: 'issuer',
    addressesOf: (values) => values,
  },
];

/** The first where the address names none. */
export function productOf(key: unknown): Product {
  return products.find((product) => product.key === key) ?? (products[0] as Product);
}
