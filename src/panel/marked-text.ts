/** Part of a text, and whether it is what was asked for. */
export interface TextPiece {
  text: string;
  isMarked: boolean;
}

/** A text in pieces, cut where its marks begin and end. @param marks in UTF-16 units, ascending */
export function cutAtMarks(
  text: string,
  marks: readonly (readonly [start: number, end: number])[],
): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const [start, end] of marks) {
    if (start > from) pieces.push({ text: text.slice(from, start), isMarked: false });
    pieces.push({ text: text.slice(start, end), isMarked: true });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isMarked: false });
  return pieces;
}
