import { mayBeOfOnePart } from '../../../sync/failing-parts.ts';
import type { Term } from '../../../sync/record.ts';
import type { CanvasClient } from './canvas-client.ts';
import { fieldsOf, idIn } from './fields.ts';
import { isRefusal } from './refusal.ts';
import { type Terms, termOf } from './term.ts';

/**
 * The terms of an account (Canvas: "Enrollment Terms"). They belong to the root account. Where they may not be seen, or cannot be
 * read, the terms inside the courses are known.
 */
export async function readTerms(client: CanvasClient, root: string, signal: AbortSignal): Promise<Terms> {
  const known = new Map<string, Term>();
  const numbers: string[] = [];
  const path = `/api/v1/accounts/${root}/terms?workflow_state[]=all&per_page=100`;
  const termsIn = (json: unknown) => fieldsOf(json)['enrollment_terms'];
  try {
    for await (const page of client.pages(path, 'terms', signal, termsIn))
      for (const item of page) {
        const term = termOf(item);
        const id = idIn(fieldsOf(item)['id']);
        if (id) numbers.push(id);
        if (term && id) known.set(id, term);
      }
  } catch (error) {
    if (!isRefusal(error) && !mayBeOfOnePart(error)) throw error;
  }
  const none = withoutDates(known, numbers);
  if (none !== undefined) known.delete(none);
  return { known, none };
}

/** The first term of an account is the one that Canvas makes, and nobody can rename it. */
function withoutDates(known: ReadonlyMap<string, Term>, numbers: readonly string[]): string | undefined {
  const [first] = numbers.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const term = known.get(first ?? '');
  return term?.startsAt === undefined && term?.endsAt === undefined ? first : undefined;
}
