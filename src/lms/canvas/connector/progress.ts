import { SourceError } from '../../../sync/source-error.ts';
import type { CanvasClient } from './canvas-client.ts';
import { dateIn, fieldsOf, idIn, numberIn } from './fields.ts';

export interface Progress {
  /** Share of the requirements of a course's modules that are met, 0 to 1. */
  share: number;
  completedAt?: Date;
}

/**
 * The progress of the members of a course, by user (Canvas: "Courses", bulk user progress). Most courses have no
 * requirements and answer 400. Where Canvas does not allow this to be read, progress stays unknown and everything else
 * is read.
 */
export async function progressIn(
  client: CanvasClient,
  course: string,
  signal: AbortSignal,
): Promise<Map<string, Progress>> {
  const found = new Map<string, Progress>();
  try {
    const path = `/api/v1/courses/${course}/bulk_user_progress?per_page=100`;
    for await (const page of client.pages(path, 'progress', signal))
      for (const item of page) {
        const { id, progress } = fieldsOf(item);
        const { requirement_count: all, requirement_completed_count: done, ...rest } = fieldsOf(progress);
        const [user, count, met] = [idIn(id), numberIn(all), numberIn(done)];
        if (user === undefined || count === undefined || count <= 0 || met === undefined) continue;
        const completedAt = dateIn(rest['completed_at']);
        const share = Math.min(Math.max(met / count, 0), 1);
        found.set(user, { share, ...(completedAt && { completedAt }) });
      }
  } catch (error) {
    if (!(error instanceof SourceError) || !notOffered.has(error.code)) throw error;
  }
  return found;
}

const notOffered = new Set(['scope-missing', 'not-permitted', 'not-found', 'answer-unusable']);
