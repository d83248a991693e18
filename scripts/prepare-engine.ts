// Fetches what the embedded database needs on an older Debian; silent when there is nothing to do. A machine that
// can run no engine is told so when it starts without MONGODB_URI, not here.
import { chooseEngine } from '../src/database/engine.ts';
import { NoEngineError } from '../src/database/errors.ts';
import { preparePrivateGlibc } from '../src/database/private-glibc.ts';

try {
  if (chooseEngine().kind === 'embedded-needs-glibc') {
    console.log(
      '  fetching Debian 13’s C library for the embedded database (once, into a cache; installs nothing)',
    );
    await preparePrivateGlibc();
  }
} catch (error) {
  if (!(error instanceof NoEngineError)) console.warn(`  not prepared: ${(error as Error).message}`);
}
