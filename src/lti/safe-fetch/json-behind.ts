/** A list or an object that may be JSON, unlike the bracket of "unexpected '['". */
const beginning = /\[(?=\s{0,99}(?:[{["\]\d-]|true|false|null))|\{(?=\s{0,99}["}])/g;
/** What PHP prints when a script ends. */
const messages = /^\s*(?:<br\s*\/?>|<b>|(?:PHP )?(?:Warning|Notice|Deprecated|Fatal error)\b)/i;

/**
 * The list or object in an answer into which a server has mixed messages of its own, such as the notices of PHP ("<br /><b>
 * Deprecated</b>: …") before the JSON, or behind it. It has to go to the end of the text or to such messages: the data of a script
 * in a page of HTML is no answer. The work is linear in the length.
 * @returns undefined where there is none
 */
export function jsonBehind(text: string): unknown {
  for (let from = nextBeginning(text, 0); from !== undefined; ) {
    const end = endOf(text, from);
    // It breaks off, and a part of it is not to be taken for the whole.
    if (end === undefined) return undefined;
    const rest = text.slice(end, end + 200);
    const json = rest.trim() === '' || messages.test(rest) ? parsed(text.slice(from, end)) : undefined;
    if (json !== undefined) return json;
    // What lies inside of it ends before it.
    from = nextBeginning(text, end);
  }
  return undefined;
}

function nextBeginning(text: string, from: number): number | undefined {
  beginning.lastIndex = from;
  return beginning.exec(text)?.index;
}

/** Where the list or object ends that begins at `from`; undefined where it does not end. Brackets in texts do not count. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  const mark = /[[\]{}"]/g;
  mark.lastIndex = from;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '"') {
      const end = endOfString(text, mark.lastIndex);
      if (end === undefined) return undefined;
      mark.lastIndex = end;
    } else {
      depth += found[0] === '[' || found[0] === '{' ? 1 : -1;
      if (depth === 0) return mark.lastIndex;
    }
  }
  return undefined;
}

function endOfString(text: string, from: number): number | undefined {
  const end = /\\|"/g;
  end.lastIndex = from;
  for (let found = end.exec(text); found; found = end.exec(text)) {
    if (found[0] === '"') return end.lastIndex;
    // The character behind a backslash.
    end.lastIndex++;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
