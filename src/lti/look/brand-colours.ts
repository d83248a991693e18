import type { Launch } from '../launch/launch.ts';
import type { SafeFetch } from '../safe-fetch/safe-fetch.ts';

const lifeMilliseconds = 24 * 60 * 60 * 1000;
const mostBrands = 500;

/**
 * The primary colour of an institution's Canvas theme (`$com.instructure.brandConfigJSON.url`). A launch waits for
 * nothing: the first one of a theme has it read beside it, and later ones get it. Whoever edits a link can write any
 * address, so only https addresses on the platform's own hosts are read.
 */
export class BrandColours {
  readonly #fetch: SafeFetch;
  /** By address; undefined: there is none, or it is being read. */
  readonly #known = new Map<string, { colour: string | undefined; until: number }>();

  constructor(fetch: SafeFetch) {
    this.#fetch = fetch;
  }

  /** `#rrggbb`, where it is known by now. */
  of({ custom, platformOrigins }: Pick<Launch, 'custom' | 'platformOrigins'>): string | undefined {
    const address = custom['canvas_brand_config_url'];
    if (address === undefined || !URL.canParse(address)) return undefined;
    if (!platformOrigins.includes(new URL(address).origin)) return undefined;
    const known = this.#known.get(address);
    if (known === undefined || known.until < Date.now()) this.#read(address, known?.colour);
    return known?.colour;
  }

  #read(address: string, before: string | undefined): void {
    const until = Date.now() + lifeMilliseconds;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= mostBrands && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(address, { colour: before, until });
    this.#fetch(address).then(
      ({ status, json }) => {
        if (status === 200) this.#known.set(address, { colour: primaryColour(json), until });
      },
      // A theme that cannot be read is no theme; it is tried again tomorrow.
      () => {},
    );
  }
}

/** Of Canvas's brand variables. */
function primaryColour(variables: unknown): string | undefined {
  const value = (variables as Record<string, unknown> | null)?.['ic-brand-primary'];
  if (typeof value !== 'string') return undefined;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value);
  const whole = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : value;
  return /^#[0-9a-f]{6}$/i.test(whole) ? whole.toLowerCase() : undefined;
}
