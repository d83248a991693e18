import { randomUUID } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { type DeepLinkingSettings, type Session, SessionModel } from '../../../models/session.ts';
import { claim } from '../claims.ts';
import { LtiError } from '../error.ts';
import { signingTime } from '../keys/signing-time.ts';
import type { ToolKeys } from '../keys/tool-keys.ts';
import { checkAccepted, presented, type ResourceLinkItem } from './content-item.ts';

/** What the person chose. It is empty when they cancelled or nothing can be chosen. */
export interface Selection {
  items: readonly ResourceLinkItem[];
  /** Shown to the person by the platform. */
  message?: string;
  errorMessage?: string;
}

/** To be posted by the person's browser, as the form field `JWT`. */
export interface DeepLinkingAnswer {
  returnUrl: string;
  jwt: string;
}

/** Answers the deep-linking request that began a session, once. @throws LtiError when it was answered before */
export type AnswerDeepLinking = (session: Session, selection: Selection) => Promise<DeepLinkingAnswer>;

/** From `iat` on: some platforms take no message that is good for longer. */
const answerSeconds = 300;

export function createDeepLinkingAnswers(keys: ToolKeys): AnswerDeepLinking {
  return async (session, selection) => {
    if (session.deepLinking) checkAccepted(selection.items, session.deepLinking);
    const settings = await takeSettings(session);
    const { registration, deploymentId } = await connectionOf(session);
    const { kid, key } = await keys.current();
    const signedAt = signingTime();
    const jwt = await new SignJWT(claimsOf(selection, settings, deploymentId))
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      // The tool is the issuer of this message, and its name is its client_id (Security Framework §5.2.2).
      .setIssuer(registration.clientId)
      .setAudience(registration.issuer)
      .setIssuedAt(signedAt)
      .setExpirationTime(signedAt + answerSeconds)
      .sign(key);
    return { returnUrl: settings.returnUrl, jwt };
  };
}

/** The claims of the answer (Deep Linking 2.0 §4.5). An empty list says that the person chose nothing. */
function claimsOf(selection: Selection, settings: DeepLinkingSettings, deploymentId: string): JWTPayload {
  const { items, message, errorMessage } = selection;
  return {
    nonce: randomUUID(),
    [claim.messageType]: 'LtiDeepLinkingResponse',
    [claim.version]: '1.3.0',
    [claim.deploymentId]: deploymentId,
    [claim.contentItems]: items.map((item) => presented(item, settings)),
    ...(settings.data === undefined ? {} : { [claim.deepLinkingData]: JSON.parse(settings.data) }),
    ...(message === undefined ? {} : { [claim.deepLinkingMessage]: message }),
    ...(errorMessage === undefined ? {} : { [claim.deepLinkingError]: errorMessage }),
  };
}

/** One write decides between two answers sent at once. */
async function takeSettings({ _id }: Session): Promise<DeepLinkingSettings> {
  const before = await SessionModel.findOneAndUpdate(
    { _id, deepLinking: { $exists: true } },
    { $unset: { deepLinking: 1 } },
  ).lean<Session>();
  if (!before?.deepLinking) throw new LtiError('deep-linking-over');
  return before.deepLinking;
}

async function connectionOf({ institutionId }: Session) {
  const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
  const registration = await RegistrationModel.findById(institution?.registration).lean<Registration>();
  if (!registration || institution?.deploymentId === undefined) throw new LtiError('registration-unknown');
  return { registration, deploymentId: institution.deploymentId };
}
