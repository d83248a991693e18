import type { Words } from '../../words/words.ts';
import type { SourceState } from '../data/source-state.ts';

/** One source, with its state in a word and since when. */
export interface SourceLine {
  name: string;
  title: string;
  state: 'good' | 'warn' | 'bad' | 'unknown';
  label: string;
  /** What it has, when it came last. */
  facts: string[];
}

export function sourceLine(source: SourceState, words: Words, now: Date): SourceLine {
  const { name, title, lastGood, lastSeen, coverage } = source;
  const [state, label] = labelled(source, words);
  const iso = lastGood ? (lastGood.finished ?? lastGood.started).iso : lastSeen?.iso;
  return {
    ...{ name, title, state, label },
    facts: [
      ...(coverage
        ? [
            words.say('administration.source.has', {
              ...{ courses: coverage.courses, learners: coverage.learners },
              enrolments: coverage.active + coverage.completed + coverage.withdrawn + coverage.planned,
            }),
          ]
        : []),
      iso === undefined
        ? words.say('administration.source.never')
        : words.say('administration.source.last', { when: words.ago(new Date(iso), now) }),
    ],
  };
}

function labelled(source: SourceState, words: Words): [SourceLine['state'], string] {
  const { isSetUp, running, lastFailure, waiting, isOverdue, leftOut, lastGood, lastSeen } = source;
  if (running) return ['unknown', words.say('administration.source.running')];
  if (isSetUp === false) return ['unknown', words.say('administration.source.notRefreshed')];
  if (lastFailure) return ['bad', words.say('administration.source.failing')];
  if (waiting.length > 0) return ['warn', words.say('administration.source.heldBack')];
  if (isOverdue) return ['warn', words.say('administration.source.late')];
  if (leftOut) return ['warn', words.say('administration.source.inPart', { rows: leftOut })];
  if (lastGood || lastSeen)
    return ['good', words.say(isSetUp ? 'administration.source.fresh' : 'administration.source.read')];
  return ['unknown', words.say('administration.source.notYet')];
}
