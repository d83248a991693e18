import { sentencesOf } from '../messages/message.ts';
import type { Rejection } from './source.ts';

/** Why a part of a source is left out, as the error says it. */
export function rejectionOf(error: Error): Pick<Rejection, 'reason' | 'sentences'> {
  return { reason: error.message, sentences: sentencesOf(error) };
}
