import { fold } from '../words/fold.ts';

/** Letters and a number: `CMP 301`, `cmp301`, `CMP-301A`. */
const code = /(?<![\p{L}\p{N}])(\p{L}{2,8})[ ._-]?(\d{2,5}[a-z]?)(?![\p{L}\p{N}])/giu;

export interface Code {
  letters: string;
  number: string;
  start: number;
  end: number;
}

/** What looks like codes of courses in a text, in small letters. */
export function findCodes(text: string): Code[] {
  return Array.from(text.matchAll(code), ({ 0: found, 1: letters = '', 2: number = '', index }) => ({
    letters: fold(letters.toLowerCase()),
    number: number.toLowerCase(),
    start: index,
    end: index + found.length,
  }));
}
