import type { Request } from 'express';
import { LtiError } from '../error.ts';
import { text } from './claims.ts';

/** A third-party initiated login (1EdTech Security Framework §5.1.1.1, LTI Core §4.1). */
export interface LoginParameters {
  issuer: string;
  targetLinkUri: string;
  clientId: string | undefined;
  deploymentId: string | undefined;
  /** `lti_storage_target` (OIDC Login with Client Side postMessages §3). */
  storageTarget: string | undefined;
}

/**
 * From the query or the form, whichever the platform used.
 * @throws LtiError where a required parameter is missing, empty or repeated, or two deployments are named
 */
export function loginParametersOf(req: Request): LoginParameters {
  const parameters = { ...req.query, ...req.body } as Record<string, unknown>;
  // OAuth 2 (RFC 6749 §3.1): none twice. One that counts for nothing here would else pass for one that is not there.
  if (Object.values(parameters).some(Array.isArray)) throw new LtiError('login-parameter-missing');
  const [issuer, targetLinkUri] = [text(parameters['iss']), text(parameters['target_link_uri'])];
  if (!issuer || !targetLinkUri || !text(parameters['login_hint']))
    throw new LtiError('login-parameter-missing');
  return {
    issuer,
    targetLinkUri,
    clientId: text(parameters['client_id']),
    deploymentId: deploymentNamedIn(parameters),
    storageTarget: text(parameters['lti_storage_target']),
  };
}

/** LTI says `lti_deployment_id`, Canvas `deployment_id` (and both). */
function deploymentNamedIn(parameters: Record<string, unknown>): string | undefined {
  const [standard, canvas] = [text(parameters['lti_deployment_id']), text(parameters['deployment_id'])];
  if (standard && canvas && standard !== canvas) throw new LtiError('deployment-ambiguous');
  return standard ?? canvas;
}
