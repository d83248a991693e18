import { type Registration, RegistrationModel } from '../../models/registration.ts';

/** A platform in the database that nothing asks: its addresses lie below the issuer's. */
export async function createRegistration({
  issuer = 'https://lms.example',
  ...fields
}: Partial<Registration> = {}): Promise<Registration> {
  const created = await RegistrationModel.create({
    ...{ issuer, clientId: 'client', name: 'LMS' },
    ...{ authorizationUrl: `${issuer}/auth`, tokenUrl: `${issuer}/token`, jwksUrl: `${issuer}/jwks` },
    ...fields,
  });
  return created.toObject();
}
