import { ownCourseKey } from '../../../models/alias.ts';
import type { ProductEvent } from '../product.ts';
import { type Fields, fieldsOf, textIn } from './connector/fields.ts';
import { canvasIdOfGlobal, canvasNumber, canvasSourceName } from './ids.ts';

const person = /^urn:instructure:canvas:user:(\d{1,20})$/;
const course = /^urn:instructure:canvas:course:(\d{1,20})$/;

/**
 * Reads an event of Canvas's Live Events in Caliper's form (Canvas: "Live Events", Caliper structure, actor extensions,
 * `asset_accessed`). Of the extensions only the host, the root account's id and the id of a masquerading user are read.
 * @returns undefined for an event of another system
 */
export function readLiveEvent(event: Fields): ProductEvent | undefined {
  const actor = fieldsOf(event['actor']);
  const user = person.exec(textIn(actor['id']) ?? '')?.[1];
  if (user === undefined) return undefined;
  const { hostname } = extensionsOf(event);
  const { root_account_id: root, real_user_id: realUser } = extensionsOf(actor);
  const [host, rootAccount] = [textIn(hostname), canvasNumber(root)];
  const idOf = (global: string | undefined) =>
    global !== undefined && host !== undefined && rootAccount !== undefined
      ? canvasIdOfGlobal(host, global, rootAccount)
      : undefined;
  return {
    source: canvasSourceName,
    learner: idOf(user),
    isMasquerade: textIn(realUser) !== undefined && realUser !== user,
    courseKey: (name) => {
      const id = idOf(course.exec(name)?.[1]);
      return id === undefined ? undefined : ownCourseKey(canvasSourceName, id);
    },
  };
}

function extensionsOf(entity: Fields): Fields {
  return fieldsOf(fieldsOf(entity['extensions'])['com.instructure.canvas']);
}
