import { type LtiKey, LtiKeyModel } from '../../../models/lti-key.ts';
import { signingKey } from '../../lti/keys/key-ring.ts';
import { toolAddresses } from '../../lti/platforms/manage-platforms.ts';
import { canvas } from '../../lti/registration/platforms/canvas.ts';
import { generic } from '../../lti/registration/platforms/generic.ts';
import type { Product } from './products.ts';

/** Something to be pasted into the LMS, under the LMS's own name for it. */
export interface ToCopy {
  label: string;
  value: string;
  /** Several lines. */
  long?: boolean;
}

/** Everything that the product's form asks for, in its order. */
export async function toCopy(product: Product['key'], publicUrl: string): Promise<ToCopy[]> {
  const { toolUrl, loginUrl, redirectUri, keySetUrl } = toolAddresses(publicUrl);
  if (product === 'moodle')
    return [
      { label: 'Tool URL', value: toolUrl },
      { label: 'Public keyset (with “Public key type”: Keyset URL)', value: keySetUrl },
      { label: 'Initiate login URL', value: loginUrl },
      { label: 'Redirection URI(s)', value: redirectUri },
      { label: 'Custom parameters', value: lines(generic.customParameters), long: true },
      { label: 'Content Selection URL (with “Supports Deep Linking”)', value: toolUrl },
    ];
  if (product === 'canvas')
    return [
      { label: 'JSON URL (method “Enter URL”)', value: `${publicUrl}/lti/canvas.json` },
      { label: 'Redirect URIs', value: redirectUri },
    ];
  return [
    { label: 'Tool address (target link URI)', value: toolUrl },
    { label: 'Login address (initiate login URI)', value: loginUrl },
    { label: 'Redirect address', value: redirectUri },
    { label: 'Key set address (JWKS)', value: keySetUrl },
    { label: 'Public key, where the LMS takes no key set address', value: await publicKey(), long: true },
    { label: 'Deep linking address', value: toolUrl },
    { label: 'Custom parameters', value: lines(generic.customParameters), long: true },
    { label: 'Custom parameters for Canvas', value: lines(canvas.customParameters), long: true },
  ];
}

function lines(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

/** The key that this tool signs with. */
async function publicKey(): Promise<string> {
  const keys = await LtiKeyModel.find().sort({ generation: -1 }).lean<LtiKey[]>();
  return signingKey(keys, new Date())?.publicKey ?? '';
}
