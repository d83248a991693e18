/** The addresses of this tool that an administrator enters in the LMS. */
export interface ToolAddresses {
  toolUrl: string;
  loginUrl: string;
  redirectUri: string;
  keySetUrl: string;
}

/** @param publicUrl without a trailing slash */
export function toolAddresses(publicUrl: string): ToolAddresses {
  return {
    toolUrl: `${publicUrl}/panel`,
    loginUrl: `${publicUrl}/lti/login`,
    redirectUri: `${publicUrl}/lti/launch`,
    keySetUrl: `${publicUrl}/lti/keys`,
  };
}
