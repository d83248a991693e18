import { type LtiKey, LtiKeyModel } from '../../../models/lti-key.ts';
import { parameterLines } from '../../lms/generic/by-hand-fields.ts';
import type { LmsProduct, ToCopy } from '../../lms/product.ts';
import { signingKey } from '../../lti/keys/key-ring.ts';
import { toolAddresses } from '../../lti/tool-addresses.ts';
import { message } from '../../messages/message.ts';

/** Everything that the administrator copies into the LMS. */
export async function toCopy(
  product: LmsProduct,
  products: readonly LmsProduct[],
  publicUrl: string,
): Promise<ToCopy[]> {
  const own = product.byHand.toCopy({
    ...toolAddresses(publicUrl),
    publicUrl,
    publicKey: await publicKey(),
  });
  if (product.family !== undefined) return [...own];
  const selfHosted = products.filter(({ byHand }) => byHand.isOtherWhenSelfHosted);
  return [
    ...own,
    ...selfHosted.map(({ name, registration }) => ({
      label: message('lms.copy.parametersFor', { product: name }),
      value: parameterLines(registration.customParameters),
      long: true,
    })),
  ];
}

/** The key that this tool signs with. */
async function publicKey(): Promise<string> {
  const keys = await LtiKeyModel.find().sort({ generation: -1 }).lean<LtiKey[]>();
  return signingKey(keys, new Date())?.publicKey ?? '';
}
