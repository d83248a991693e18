import type { RequestHandler } from 'express';
import { rosterScope } from '../../lti/registration/client-metadata.ts';
import { toolAddresses } from '../../lti/tool-addresses.ts';
import { wordsFor } from '../../words/words.ts';
import { canvasRegistration, extension } from './registration.ts';

/** Where Canvas finds it, below this tool's public address. */
export const configurationPath = '/lti/canvas.json';

/**
 * The JSON configuration of a developer key. A Canvas administrator enters its address instead of registering dynamically
 * (Canvas: "Configuring LTI Advantage Tools").
 */
export function canvasConfiguration(publicUrl: string): Record<string, unknown> {
  const { toolUrl, loginUrl, redirectUri, keySetUrl } = toolAddresses(publicUrl);
  const icon = `${publicUrl}/assets/icon.svg`;
  const english = wordsFor();
  const placements = canvasRegistration.messages.flatMap(
    ({ type, label, placements = [], extensions = {} }) =>
      placements.map((placement) => ({
        placement,
        message_type: type,
        target_link_uri: toolUrl,
        text: english.say(`tool.${label}`),
        icon_url: icon,
        ...(extensions[`${extension}/visibility`]
          ? { visibility: extensions[`${extension}/visibility`] }
          : {}),
        ...(placement === 'course_navigation' ? { default: 'enabled' } : {}),
      })),
  );
  return {
    title: english.say('tool.name'),
    description: english.say('tool.description'),
    oidc_initiation_url: loginUrl,
    // Canvas registers it as the redirect URI where the administrator enters none. Each placement has its own target.
    target_link_uri: redirectUri,
    redirect_uris: [redirectUri],
    public_jwk_url: keySetUrl,
    scopes: [rosterScope],
    custom_fields: canvasRegistration.customParameters,
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: new URL(publicUrl).host,
        tool_id: canvasRegistration.extensions[`${extension}/tool_id`],
        privacy_level: canvasRegistration.extensions[`${extension}/privacy_level`],
        settings: { text: english.say('tool.name'), icon_url: icon, placements },
      },
    ],
  };
}

/** To be mounted at `configurationPath`. */
export function serveCanvasConfiguration(publicUrl: string): RequestHandler {
  const configuration = canvasConfiguration(publicUrl);
  return (_req, res) => {
    res.json(configuration);
  };
}
