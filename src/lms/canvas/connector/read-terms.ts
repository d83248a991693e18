import type { Term } from '../../../sync/record.ts';
import type { CanvasClient } from './canvas-client.ts';
import { termOf } from './course.ts';
import { fieldsOf, idIn } from './fields.ts';
import { isRefusal } from './refusal.ts';

/**
 * Terms by number (Canvas: "Enrollment Terms"). They belong to the root account. An account that may not see them reads
 * the terms inside the courses.
 */
export async function readTerms(
  client: CanvasClient,
  root: string,
  signal: AbortSignal,
): Promise<Map<string, Term>> {
  const terms = new Map<string, Term>();
  const path = `/api/v1/accounts/${root}/terms?workflow_state[]=all&per_page=100`;
  const termsIn = (json: unknown) => fieldsOf(json)['enrollment_terms'];
  try {
    for await (const page of client.pages(path, 'terms', signal, termsIn))
      for (const item of page) {
        const term = termOf(item);
        const id = idIn(fieldsOf(item)['id']);
        if (term && id) terms.set(id, term);
      }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return terms;
}
