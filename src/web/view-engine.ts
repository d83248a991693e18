import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';

type Done = (error: Error | null, html?: string) => void;
type Values = Record<string, unknown>;

/**
 * Renders a view as Express asks for it, without the indentation of its source: a page of many cards is a tenth smaller. Views that it
 * includes are found beside it. EJS would look for each of them on the disk and copy all values, for every card again, which was a
 * tenth of what a panel takes: here a view is compiled once, and one that is included inherits the values.
 */
export function viewEngine(path: string, data: object, done: Done): void {
  let html: string;
  try {
    html = render(path, Object.assign(Object.create(null), data));
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, html);
}

/** @param values inherit from nothing but other values, so that no name is looked up in `Object.prototype` */
function render(path: string, values: Values): string {
  // EJS looks names up among the values first, this one too.
  values['include'] = (name: string, more?: Values) =>
    render(join(dirname(path), `${name}.ejs`), Object.assign(Object.create(values), more));
  return templateAt(path)(values);
}

/** In EJS's own cache, which `npm run dev` does without. */
function templateAt(path: string): TemplateFunction {
  const known = ejs.cache.get(path) as TemplateFunction | undefined;
  if (known) return known;
  const options = { filename: path, rmWhitespace: true, unsafePrototypeLocals: true };
  const template = ejs.compile(readFileSync(path, 'utf8'), options);
  ejs.cache.set(path, template);
  return template;
}
