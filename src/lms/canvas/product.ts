import { message } from '../../messages/message.ts';
import { clientId, deploymentId, institutionName } from '../generic/by-hand-fields.ts';
import type { LmsProduct } from '../product.ts';
import { configurationPath, serveCanvasConfiguration } from './configuration.ts';
import { canvasConnector } from './connector/connector.ts';
import { canvasLaunch, canvasRoster, places } from './launch.ts';
import { readLiveEvent } from './live-events.ts';
import { canvasRegistration, environments, hostedAddresses } from './registration.ts';

export const canvas: LmsProduct = {
  key: 'canvas',
  name: 'Canvas',
  family: 'canvas',
  launch: canvasLaunch,
  roster: canvasRoster,
  registration: canvasRegistration,
  byHand: {
    fields: [
      institutionName,
      {
        name: 'environment',
        label: message('lms.field.environment'),
        hint: message('lms.field.environment.hint'),
        options: environments.map((value) => [value, message(`lms.environment.${value}`)]),
      },
      clientId(message('lms.field.clientId.canvas.hint')),
      deploymentId(message('lms.field.deploymentId.canvas.hint')),
    ],
    addressField: 'environment',
    isOtherWhenSelfHosted: true,
    addresses: ({ environment }) =>
      hostedAddresses(environments.find((known) => known === environment) ?? 'production'),
    toCopy: ({ publicUrl, redirectUri }) => [
      { label: message('lms.copy.canvas.json'), value: `${publicUrl}${configurationPath}` },
      { label: 'Redirect URIs', value: redirectUri },
    ],
  },
  words: {
    issuer: 'https://canvas.instructure.com',
    rosterPermission: message('lms.canvas.rosterPermission'),
    deepLinking: message('lms.canvas.deepLinking'),
  },
  places,
  routes: (publicUrl) => ({ [configurationPath]: serveCanvasConfiguration(publicUrl) }),
  connector: (ask) => canvasConnector(ask),
  readEvent: readLiveEvent,
};
