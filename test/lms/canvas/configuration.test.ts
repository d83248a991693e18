import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canvasConfiguration } from '../../../src/lms/canvas/configuration.ts';

interface Placement {
  placement: string;
  message_type: string;
  target_link_uri: string;
  text: string;
  visibility?: string;
}

// The fields and values that Canvas documents ("Configuring LTI Advantage Tools", checked in November 2026).
const required = ['title', 'description', 'oidc_initiation_url', 'target_link_uri', 'public_jwk_url'];
const scopes = ['https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'];
const placements = [
  'account_navigation',
  'course_navigation',
  'global_navigation',
  'link_selection',
  'user_navigation',
];

const configuration = canvasConfiguration('https://next.example');
const [extension, ...others] = configuration['extensions'] as {
  platform: string;
  domain: string;
  tool_id: string;
  privacy_level: string;
  settings: { placements: Placement[] };
}[];

test('Canvas’s JSON configuration has what Canvas requires, as text', () => {
  for (const field of required) assert.equal(typeof configuration[field], 'string', field);
  assert.deepEqual(others, []);
  assert.equal(extension?.platform, 'canvas.instructure.com');
  assert.equal(extension?.domain, 'next.example');
});

test('it asks for the roster alone, and for nobody’s name', () => {
  assert.deepEqual(configuration['scopes'], scopes);
  assert.equal(extension?.privacy_level, 'anonymous');
});

test('every address in it is this tool’s', () => {
  const text = JSON.stringify(configuration);
  const origins = new Set(text.match(/https:\/\/[^/"]+/g));
  assert.deepEqual([...origins].sort(), ['https://next.example', 'https://purl.imsglobal.org']);
  assert.deepEqual(configuration['redirect_uris'], ['https://next.example/lti/launch']);
});

test('where the administrator enters no redirect URI Canvas takes the target’s, so that is the one; placements have their own', () => {
  assert.deepEqual(configuration['redirect_uris'], [configuration['target_link_uri']]);
  for (const { target_link_uri: target } of extension?.settings.placements ?? [])
    assert.equal(target, 'https://next.example/panel');
});

test('each placement is there once, with a message that Canvas sends there; the account’s is for administrators', () => {
  const all = extension?.settings.placements ?? [];
  assert.deepEqual(all.map(({ placement }) => placement).sort(), placements);
  for (const { placement, message_type, text } of all) {
    assert.equal(
      message_type,
      placement === 'link_selection' ? 'LtiDeepLinkingRequest' : 'LtiResourceLinkRequest',
    );
    assert.ok(text);
  }
  const limited = all.filter(({ visibility }) => visibility !== undefined);
  assert.deepEqual(
    limited.map(({ placement, visibility }) => [placement, visibility]),
    [['account_navigation', 'admins']],
  );
});

test('its custom fields are texts, as Canvas wants them', () => {
  for (const value of Object.values(configuration['custom_fields'] as object))
    assert.match(String(value), /^\$[A-Za-z.]+$/);
});
