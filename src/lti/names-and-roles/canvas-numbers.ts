import { canvasCourseOf } from '../launch/canvas-ids.ts';
import { RosterError } from './roster-error.ts';
import type { RosterReader } from './roster-reader.ts';

/**
 * Reads rosters of Canvas so that each member comes with Canvas's number: asked for the course's own link (`rlid`, §3.2; in
 * Canvas that is the context's id), it says of everybody what a launch would say, `$Canvas.user.id` among it. Those
 * parameters are the tool's configuration's: no link of a teacher is asked for. One launch from a course so joins all its
 * members with what REST says of them.
 */
export function withCanvasNumbers(readRoster: RosterReader): RosterReader {
  return async function* read(registration, membershipsUrl, request = {}) {
    const { contextId, ...rest } = request;
    if (canvasCourseOf(membershipsUrl) !== undefined && contextId !== undefined && !rest.resourceLinkId) {
      let isRefused = true;
      try {
        const own = { ...request, resourceLinkId: contextId };
        for await (const member of readRoster(registration, membershipsUrl, own)) {
          isRefused = false;
          yield member;
        }
        return;
      } catch (error) {
        // An older Canvas may not take it; the members are wanted all the same.
        if (!isRefused || !(error instanceof RosterError) || error.code !== 'roster-refused') throw error;
      }
    }
    yield* readRoster(registration, membershipsUrl, request);
  };
}
