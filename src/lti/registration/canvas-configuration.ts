import type { RequestHandler } from 'express';
import { toolAddresses } from '../platforms/manage-platforms.ts';
import { rosterScope } from './client-metadata.ts';
import { canvas } from './platforms/canvas.ts';
import { english } from './words/english.ts';

const extension = 'https://canvas.instructure.com/lti';

/**
 * What a Canvas administrator gives a developer key by its address, instead of registering dynamically (Canvas:
 * "Configuring LTI Advantage Tools").
 */
export function canvasConfiguration(publicUrl: string): Record<string, unknown> {
  const { toolUrl, loginUrl, redirectUri, keySetUrl } = toolAddresses(publicUrl);
  const icon = `${publicUrl}/assets/icon.svg`;
  const placements = canvas.messages.flatMap(({ type, label, placements = [], extensions = {} }) =>
    placements.map((placement) => ({
      placement,
      message_type: type,
      target_link_uri: toolUrl,
      text: english.tool[label],
      icon_url: icon,
      ...(extensions[`${extension}/visibility`] ? { visibility: extensions[`${extension}/visibility`] } : {}),
      ...(placement === 'course_navigation' ? { default: 'enabled' } : {}),
    })),
  );
  return {
    title: english.tool.name,
    description: english.tool.description,
    oidc_initiation_url: loginUrl,
    target_link_uri: toolUrl,
    redirect_uris: [redirectUri],
    public_jwk_url: keySetUrl,
    scopes: [rosterScope],
    custom_fields: canvas.customParameters,
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: new URL(publicUrl).host,
        tool_id: canvas.extensions[`${extension}/tool_id`],
        privacy_level: canvas.extensions[`${extension}/privacy_level`],
        settings: { text: english.tool.name, icon_url: icon, placements },
      },
    ],
  };
}

/** To be mounted at /lti/canvas.json. */
export function serveCanvasConfiguration(publicUrl: string): RequestHandler {
  const configuration = canvasConfiguration(publicUrl);
  return (_req, res) => {
    res.json(configuration);
  };
}
