import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { DemoRegistration, ToolAddresses } from './demo-registration.ts';
import { requestParameters } from './request-parameters.ts';
import { ShortLived } from './short-lived.ts';

const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const tokenSeconds = 3600;
const assertionSeconds = 300;

export interface AccessTokens {
  /** The token endpoint: a bearer token for a client that proves itself by a signed assertion. */
  endpoint: RequestHandler;
  /** Lets requests pass that carry a token given out here. */
  required: RequestHandler;
}

/** Client credentials with a JWT assertion (Security Framework §4.1; RFC 7523), for the roster scope only. */
export function createAccessTokens(registration: DemoRegistration, tool: ToolAddresses): AccessTokens {
  const tokens = new ShortLived<true>(tokenSeconds);
  const usedAssertions = new ShortLived<true>(assertionSeconds);
  const toolKeys = createRemoteJWKSet(new URL(tool.jwksUrl));

  return {
    async endpoint(req, res) {
      const asked = requestParameters(req);
      const refuse = (error: string, description: string) => {
        res.status(400).json({ error, error_description: description });
      };
      res.set('Cache-Control', 'no-store');
      if (asked['grant_type'] !== 'client_credentials')
        return refuse('unsupported_grant_type', 'grant_type must be client_credentials.');
      if (!asked['scope']?.split(' ').includes(scope))
        return refuse('invalid_scope', `scope must be ${scope}.`);
      if (asked['client_assertion_type'] !== assertionType)
        return refuse('invalid_client', `client_assertion_type must be ${assertionType}.`);
      const problem = await findProblem(asked['client_assertion'] ?? '');
      if (problem) return refuse('invalid_client', problem);

      const token = randomBytes(24).toString('base64url');
      tokens.set(token, true);
      res.json({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds, scope });
    },

    required(req, res, next) {
      const token = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
      if (token && tokens.get(token)) return next();
      res
        .status(401)
        .set('WWW-Authenticate', 'Bearer error="invalid_token"')
        .json({ error: 'invalid_token' });
    },
  };

  /** Why an assertion does not prove the client: it must be signed by the tool, for this endpoint, and be new. */
  async function findProblem(assertion: string): Promise<string | undefined> {
    const { clientId, tokenUrl } = registration;
    try {
      const { payload } = await jwtVerify(assertion, toolKeys, {
        algorithms: ['RS256'],
        issuer: clientId,
        subject: clientId,
        audience: tokenUrl,
        requiredClaims: ['exp', 'jti'],
        maxTokenAge: assertionSeconds,
      });
      const jti = String(payload.jti);
      if (usedAssertions.get(jti)) return 'The assertion was used before: its jti must be new.';
      usedAssertions.set(jti, true);
      return undefined;
    } catch (error) {
      return `The assertion is not valid: ${(error as Error).message}`;
    }
  }
}
