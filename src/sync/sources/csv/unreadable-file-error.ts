import type { Message } from '../../../messages/message.ts';
import type { Told } from '../../../messages/told.ts';
import { inEnglish } from '../../../words/in-english.ts';

/** A file that cannot be imported at all; what it says to a person says what to do, too. */
export class UnreadableFileError extends Error {
  readonly sentences: readonly Message[];

  /** @param problem names the file in its argument `file` */
  constructor(problem: Message, cure: Message) {
    const sentences = [problem, cure];
    super(inEnglish(sentences));
    this.name = 'UnreadableFileError';
    this.sentences = sentences;
  }

  /** The same where the file is called otherwise. @param nameOf of what messages call it */
  renamed(nameOf: (file: string) => Told): UnreadableFileError {
    const [problem, cure] = this.sentences as [Message, Message];
    const file = problem.arguments?.['file'];
    if (typeof file !== 'string') return this;
    return new UnreadableFileError(
      { ...problem, arguments: { ...problem.arguments, file: nameOf(file) } },
      cure,
    );
  }
}
