const newline = 0x0a;

/**
 * Passes text on and leaves out lines of more than `limit` bytes, each of which becomes an empty line, so that
 * line numbers stay. Holds one line at most: a 10 GB line costs no memory.
 * @param onDrop called with the number of a line that is left out, 1 = the first
 */
export async function* dropLongLines(
  chunks: AsyncIterable<Buffer>,
  limit: number,
  onDrop: (line: number) => void,
): AsyncGenerator<Buffer> {
  let line = 1;
  let pending: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const complete: Buffer[] = [];
    let at = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, at)) {
      const part = chunk.subarray(at, end + 1);
      if (length + part.length > limit) {
        onDrop(line);
        complete.push(Buffer.of(newline));
      } else complete.push(...pending, part);
      pending = [];
      length = 0;
      line++;
      at = end + 1;
    }
    const rest = chunk.subarray(at);
    length += rest.length;
    if (length <= limit) pending.push(rest);
    else pending = [];
    if (complete.length > 0) yield Buffer.concat(complete);
  }
  if (length > limit) onDrop(line);
  else yield Buffer.concat(pending);
}
