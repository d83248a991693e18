// Run by a test: the tool's LTI part in a process of its own on a database that is there. Prints its address.
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';
import { allProducts } from '../../src/lms/all-products.ts';
import { createLti } from '../../src/lti/create-lti.ts';
import { createApp } from '../../src/web/create-app.ts';
import { serve } from '../browser/serve.ts';

const [uri, publicUrl, platformUrl] = process.argv.slice(2) as [string, string, string];
const log = pino({ level: 'silent' });
await openDatabase({ uri, dataDirectory: '', log });
const lti = await createLti({
  publicUrl,
  secretKey: 's'.repeat(32),
  products: allProducts,
  rules: { privateHosts: [new URL(platformUrl).host], plainHttp: true },
  log,
  addressFor: () => '/panel',
  onLaunch: async () => {},
});
const { url } = await serve(() => createApp(log, { '/lti': lti.app }));
console.log(url);
