import type mongoose from 'mongoose';
import { mergeCourse } from '../merge.ts';
import { derived } from '../source-order.ts';
import type { Fields, Views } from '../views.ts';

/**
 * A stored course without what was derived before: as its sources say it, and where it was stored without views as it is.
 * @param document perhaps a part of it
 */
export function statedFields(document: mongoose.mongo.Document): Fields {
  const { [derived]: ours, ...views } = (document['views'] ?? {}) as Views;
  const stated = Object.keys(views).length > 0 ? mergeCourse(views) : {};
  const own = Object.keys(ours ?? {});
  const fields = Object.fromEntries(Object.entries(document).filter(([name]) => !own.includes(name)));
  return { ...fields, ...stated };
}
