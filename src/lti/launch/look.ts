import type { Session } from '../../../models/session.ts';
import type { SafeFetch } from '../safe-fetch/safe-fetch.ts';
import type { LaunchProfile } from './launch-profile.ts';
import type { LaunchMessage } from './message.ts';

const lifeMilliseconds = 24 * 60 * 60 * 1000;
const mostThemes = 500;

/**
 * How an LMS asks the pages of a session to look: in high contrast, or in the accent colour of the institution's theme. No
 * launch waits for a theme: the first launch of a theme has it read in the background, and later launches get it.
 * Whoever edits a link can write any address, so only addresses on the platform's own origins are read.
 */
export class Looks {
  readonly #fetch: SafeFetch;
  /** By the theme's address. The accent is undefined where the theme has none or is still being read. */
  readonly #themes = new Map<string, { accent: string | undefined; until: number }>();

  constructor(fetch: SafeFetch) {
    this.#fetch = fetch;
  }

  /** Undefined where the LMS asks for nothing, or its theme is not known yet. */
  lookFor(
    profile: Pick<LaunchProfile, 'look' | 'accentOf'>,
    message: LaunchMessage,
    platformOrigins: readonly string[],
  ): Session['look'] {
    const { highContrast, themeUrl } = profile.look(message);
    if (highContrast) return { highContrast };
    if (themeUrl === undefined || !URL.canParse(themeUrl)) return undefined;
    if (!platformOrigins.includes(new URL(themeUrl).origin)) return undefined;
    const theme = this.#themes.get(themeUrl);
    if (theme === undefined || theme.until < Date.now())
      this.#read(themeUrl, theme?.accent, profile.accentOf);
    return theme?.accent === undefined ? undefined : { accent: theme.accent };
  }

  #read(address: string, before: string | undefined, accentOf: LaunchProfile['accentOf']): void {
    const until = Date.now() + lifeMilliseconds;
    const [oldest] = this.#themes.keys();
    if (this.#themes.size >= mostThemes && oldest !== undefined) this.#themes.delete(oldest);
    this.#themes.set(address, { accent: before, until });
    this.#fetch(address).then(
      ({ status, json }) => {
        if (status === 200) this.#themes.set(address, { accent: accentOf(json), until });
      },
      // Nothing is shown of a theme that cannot be read. It is tried again tomorrow.
      () => {},
    );
  }
}
