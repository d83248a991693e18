/** What the LMS and the tool know of each other. */
export interface DemoRegistration {
  name: string;
  issuer: string;
  clientId: string;
  deploymentId: string;
  authorizationUrl: string;
  tokenUrl: string;
  jwksUrl: string;
}

export interface ToolAddresses {
  origin: string;
  loginUrl: string;
  redirectUri: string;
  targetLinkUri: string;
  jwksUrl: string;
}

export function demoRegistration(lmsUrl: string, name: string): DemoRegistration {
  return {
    name,
    issuer: lmsUrl,
    clientId: 'next-courses-demo',
    deploymentId: '1',
    authorizationUrl: `${lmsUrl}/lti/authorize`,
    tokenUrl: `${lmsUrl}/lti/token`,
    jwksUrl: `${lmsUrl}/lti/jwks`,
  };
}

export function toolAddresses(toolUrl: string): ToolAddresses {
  return {
    origin: new URL(toolUrl).origin,
    loginUrl: `${toolUrl}/lti/login`,
    redirectUri: `${toolUrl}/lti/launch`,
    targetLinkUri: `${toolUrl}/panel`,
    jwksUrl: `${toolUrl}/lti/keys`,
  };
}
