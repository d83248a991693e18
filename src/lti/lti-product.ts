import type { LaunchProfile } from './launch/launch-profile.ts';
import type { RosterProfile } from './names-and-roles/roster-profile.ts';
import type { RegistrationProfile } from './registration/registration-profile.ts';

/** What LTI needs to know of an LMS product. The products themselves are in `src/lms/`, which this folder does not know. */
export interface LtiProduct {
  /**
   * `product_family_code` of its `tool_platform` claim and of its configuration (LTI Core §5.4.3). Undefined for the one
   * product of a list that stands for every LMS without an own entry.
   */
  readonly family: string | undefined;
  readonly launch: LaunchProfile;
  readonly registration: RegistrationProfile;
  /** Only for a product whose rosters say more than the specification asks for. */
  readonly roster?: RosterProfile;
}

/** The product of this family, else the one that stands for every other LMS. @throws RangeError when the list has none */
export function productOfFamily<Product extends LtiProduct>(
  products: readonly Product[],
  family: string | undefined,
): Product {
  const product =
    products.find((one) => one.family === family) ?? products.find((one) => one.family === undefined);
  if (!product) throw new RangeError('The list of products has none for an LMS that is not in it.');
  return product;
}
