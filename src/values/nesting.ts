/** Messages of all known senders stay below 20. */
export const deepestNesting = 100;

const [quote, backslash] = [0x22, 0x5c];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/**
 * Whether a JSON text has lists or objects more than `deepestNesting` deep. It can be parsed, but what goes through it by
 * recursion, as `JSON.stringify` does, runs out of stack.
 */
export function isNestedTooDeep(json: Uint8Array): boolean {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i] as number;
    if (isText) {
      if (byte === backslash) i++;
      else if (byte === quote) isText = false;
    } else if (byte === quote) isText = true;
    else if (opening.has(byte)) {
      if (++depth > deepestNesting) return true;
    } else if (closing.has(byte)) depth--;
  }
  return false;
}
