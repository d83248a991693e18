import type { Coverage } from '../../counts/coverage.ts';
import type { TrainedFigures } from '../../counts/trained.ts';
import { type Message, message } from '../../messages/message.ts';
import type { SourceState } from '../data/source-state.ts';

/** Something that an administrator has to do, and where. */
export interface Attention {
  /** `bad`: students see nothing until it is done. */
  severity: 'bad' | 'warn';
  what: Message;
  /** What to press. */
  action: Message;
  /** Where it leads; below /administration. */
  path: string;
}

export interface Situation {
  institution: { id: string; hasLms: boolean; isModelHeld: boolean; hasModel: boolean };
  /** Undefined while it is being counted. */
  coverage: Coverage | undefined;
  sources: readonly SourceState[];
  /** When a source that fails now began to: its first failure after its last good run, in words. */
  failingSince: ReadonlyMap<string, string>;
  /** Sources whose last error says that the token or account is refused. */
  refused: ReadonlySet<string>;
  /** The newest first. */
  trainings: readonly TrainedFigures[];
  /** The last training ended with an error. */
  hasTrainingFailed: boolean;
  /** LMSs, of whatever institution, that wait for approval. */
  waiting: number;
}

/** Everything that needs attention, the most urgent first. Empty: everything works. */
export function whatNeedsAttention(situation: Situation): Attention[] {
  return [
    ...ofInstitution(situation),
    ...situation.sources.flatMap((source) => ofSource(source, situation)),
    ...ofModel(situation),
    ...ofOthers(situation),
  ].sort((a, b) => Number(b.severity === 'bad') - Number(a.severity === 'bad'));
}

function ofInstitution({ institution, coverage }: Situation): Attention[] {
  const found: Attention[] = [];
  if (!institution.hasLms)
    found.push({
      ...{ severity: 'bad', path: '/by-hand' },
      what: message('administration.attention.noLms'),
      action: message('administration.attention.noLms.action'),
    });
  if (coverage?.courses === 0)
    found.push({
      ...{ severity: 'bad', path: `/institutions/${institution.id}/data` },
      what: message('administration.attention.noCourses'),
      action: message('administration.attention.noCourses.action'),
    });
  return found;
}

function ofSource(source: SourceState, { institution, failingSince, refused }: Situation): Attention[] {
  const { name, title, lastFailure, waiting, isOverdue, leftOut } = source;
  if (source.isSetUp === false) return [];
  const warn = (what: Message, action: Message, anchor = ''): Attention[] => [
    { severity: 'warn', what, action, path: `/institutions/${institution.id}/data/${name}${anchor}` },
  ];
  if (lastFailure) {
    const since = failingSince.get(name) ?? lastFailure.started.exact;
    return refused.has(name)
      ? warn(
          message('administration.attention.refused', { source: title, since }),
          message('administration.attention.refused.action'),
          '#connection-title',
        )
      : warn(
          message('administration.attention.failing', { source: title, since }),
          message('administration.attention.failing.action'),
        );
  }
  if (waiting.length > 0)
    return warn(
      message('administration.attention.heldBack', { source: title }),
      message('administration.attention.heldBack.action'),
    );
  if (isOverdue)
    return warn(
      message('administration.attention.overdue', { source: title }),
      message('administration.attention.overdue.action'),
    );
  if (leftOut)
    return warn(
      message('administration.attention.leftOut', { source: title, rows: leftOut.rows, of: leftOut.of }),
      message('administration.attention.leftOut.action'),
      '#runs',
    );
  return [];
}

function ofModel({ institution, trainings, hasTrainingFailed }: Situation): Attention[] {
  const path = `/institutions/${institution.id}/models`;
  const warn = (what: Message): Attention[] => [
    { severity: 'warn', what, action: message('administration.attention.models.action'), path },
  ];
  const [newest] = trainings;
  if (hasTrainingFailed) return warn(message('administration.attention.trainingFailed'));
  if (!institution.hasModel && newest && !newest.passed)
    return warn(message('administration.attention.noModel'));
  if (institution.isModelHeld) return warn(message('administration.attention.modelHeld'));
  return [];
}

function ofOthers({ waiting }: Situation): Attention[] {
  if (waiting === 0) return [];
  return [
    {
      ...{ severity: 'warn', path: '' },
      what: message('administration.attention.waiting', { count: waiting }),
      action: message('administration.attention.waiting.action'),
    },
  ];
}
