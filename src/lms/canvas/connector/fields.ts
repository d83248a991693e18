import { readId } from '../../../values/read-text.ts';

/** An object of an answer: every field may be anything until it was looked at. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** A number that identifies something. It may be a number or a text, because some Canvases ignore `string-ids`. */
export function idIn(value: unknown): string | undefined {
  const id = readId(value);
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** ISO 8601 */
export function dateIn(value: unknown): Date | undefined {
  const date = typeof value === 'string' ? new Date(value) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

export function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
