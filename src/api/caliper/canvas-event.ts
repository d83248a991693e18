import { ownCourseKey } from '../../../models/alias.ts';
import { canvasIdOfGlobal } from '../../lms/canvas/connector/global-id.ts';
import { objectIn, textIn } from '../activity.ts';

type Fields = Readonly<Record<string, unknown>>;

const person = /^urn:instructure:canvas:user:(\d{1,20})$/;
const course = /^urn:instructure:canvas:course:(\d{1,20})$/;
const globalId = /^\d{1,20}$/;

/** Whom and what an event of Canvas's Live Events is about, by ids as Canvas's REST interface has them. */
export interface CanvasEvent {
  /** `canvasId`; undefined: Canvas does not say of which of its schools the number is. */
  learner: string | undefined;
  /** An administrator acts as this person. */
  isMasquerade: boolean;
  /** The key of a course that it names. */
  courseKeyOf: (name: string) => string | undefined;
}

/**
 * Canvas's Live Events in Caliper's form (Canvas: "Live Events", Caliper structure, actor extensions, `asset_accessed`). Of
 * the extensions the host, the root account's id and whether somebody is masqueraded as are read, and nothing else.
 * @returns undefined for an event of another system
 */
export function canvasEventOf(event: Fields): CanvasEvent | undefined {
  const actor = objectIn(event['actor']);
  const user = person.exec(textIn(actor['id']) ?? '')?.[1];
  if (user === undefined) return undefined;
  const { hostname } = extensionsOf(event);
  const { root_account_id: root, real_user_id: realUser } = extensionsOf(actor);
  const [host, rootAccount] = [textIn(hostname), globalId.exec(String(root))?.[0]];
  const idOf = (global: string | undefined) =>
    global !== undefined && host !== undefined && rootAccount !== undefined
      ? canvasIdOfGlobal(host, global, rootAccount)
      : undefined;
  return {
    learner: idOf(user),
    isMasquerade: textIn(realUser) !== undefined && realUser !== user,
    courseKeyOf: (name) => {
      const id = idOf(course.exec(name)?.[1]);
      return id === undefined ? undefined : ownCourseKey('canvas', id);
    },
  };
}

function extensionsOf(entity: Fields): Fields {
  return objectIn(objectIn(entity['extensions'])['com.instructure.canvas']);
}
