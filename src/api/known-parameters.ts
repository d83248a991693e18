import { ApiError } from './api-error.ts';

/** Refuses what an address does not take: a slip in a name would otherwise change nothing, and nobody would notice. @throws ApiError */
export function requireKnown(query: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  for (const [name, value] of Object.entries(query)) {
    if (!known.includes(name))
      throw new ApiError(
        400,
        'parameter-unknown',
        `A parameter is none of this address: it takes ${known.join(', ')}.`,
      );
    if (typeof value !== 'string')
      throw new ApiError(400, 'parameter-repeated', `Say ${name} once, as text.`);
  }
}
