import type { NoticeChannel } from '../../../models/notice-setting.ts';
import type { TrainedFigures } from '../../counts/trained.ts';
import { type Message, message } from '../../messages/message.ts';
import type { SourceState } from '../data/source-state.ts';

/** Something that an administrator has to do, and where. */
export interface Attention {
  /** What it is about, the same for as long as it is about the same thing: `lms`, `source moodle`. */
  thing: string;
  /** `bad`: students see nothing until it is done. */
  severity: 'bad' | 'warn';
  what: Message;
  /** What to press. */
  action: Message;
  /** Where it leads; below /administration. */
  path: string;
  /** Instead of leading somewhere it is pressed: `Job._id` of what is tried again. */
  tryAgain?: string;
  /** Why, in English, as an error of the program says it. */
  why?: string | undefined;
}

/** Kinds of jobs that say here that they were given up. That runs of sources and trainings fail is said in more words. */
export const toldKinds = [
  ...(['forecast', 'upload', 'derivation', 'skills'] as const),
  ...(['retention', 'notices', 'key-rotation', 'planning'] as const),
] as const;
export type ToldKind = (typeof toldKinds)[number];

export interface Situation {
  institution: { id: string; hasLms: boolean; isModelHeld: boolean; hasModel: boolean };
  /** As far as it is known. */
  hasNoCourses: boolean;
  sources: readonly SourceState[];
  /** When a source that fails now began to: its first failure after its last good run, in words. */
  failingSince: ReadonlyMap<string, string>;
  /** Sources whose last error says that the token or account is refused. */
  refused: ReadonlySet<string>;
  /** The newest first. */
  trainings: readonly TrainedFigures[];
  /** The newest model does not serve because it is surely worse than the one that does; NDCG@10 of both, in words. */
  worse: { newest: string; serving: string; isKept: boolean } | undefined;
  /** The tool has put back a model by itself: since when, and shares of people who opened something, in words. */
  putBack: { since: string; share: string; expected: string } | undefined;
  /** The last training ended with an error. */
  hasTrainingFailed: boolean;
  /** LMSs, of whatever institution, that wait for approval. */
  waiting: number;
  /** Given up by the background work, and not said in another way; with when, in words. */
  failedJobs: readonly {
    id: string;
    kind: ToldKind;
    isOfTool: boolean;
    when: string;
    why?: string | undefined;
  }[];
  /** Ways by which notices have not arrived lately, with since when, in words. */
  failingNotices: ReadonlyMap<NoticeChannel, string>;
}

/** Everything that needs attention, the most urgent first. Empty: everything works. */
export function whatNeedsAttention(situation: Situation): Attention[] {
  return [
    ...ofInstitution(situation),
    ...situation.sources.flatMap((source) => ofSource(source, situation)),
    ...ofModel(situation),
    ...ofJobs(situation),
    ...ofOthers(situation),
  ].sort((a, b) => Number(b.severity === 'bad') - Number(a.severity === 'bad'));
}

function ofInstitution({ institution, hasNoCourses }: Situation): Attention[] {
  const found: Attention[] = [];
  if (!institution.hasLms)
    found.push({
      ...{ thing: 'lms', severity: 'bad', path: '/by-hand' },
      what: message('administration.attention.noLms'),
      action: message('administration.attention.noLms.action'),
    });
  if (hasNoCourses)
    found.push({
      ...{ thing: 'courses', severity: 'bad', path: `/institutions/${institution.id}/data` },
      what: message('administration.attention.noCourses'),
      action: message('administration.attention.noCourses.action'),
    });
  return found;
}

function ofSource(source: SourceState, { institution, failingSince, refused }: Situation): Attention[] {
  const { name, title, lastFailure, waiting, isOverdue, leftOut } = source;
  if (source.isSetUp === false) return [];
  const warn = (what: Message, action: Message, anchor = ''): Attention[] => [
    {
      ...{ thing: `source ${name}`, severity: 'warn', what, action },
      path: `/institutions/${institution.id}/data/${name}${anchor}`,
    },
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
      message('administration.attention.leftOut', { source: title, rows: leftOut }),
      message('administration.attention.leftOut.action'),
      '#runs',
    );
  return [];
}

function ofModel({ institution, trainings, worse, putBack, hasTrainingFailed }: Situation): Attention[] {
  const path = `/institutions/${institution.id}/models`;
  const warn = (what: Message): Attention[] => [
    {
      thing: 'model',
      severity: 'warn',
      what,
      action: message('administration.attention.models.action'),
      path,
    },
  ];
  const [newest] = trainings;
  if (hasTrainingFailed) return warn(message('administration.attention.trainingFailed'));
  if (trainings.find(({ passed }) => passed)?.isDamaged)
    return warn(message('administration.attention.damagedModel'));
  if (!institution.hasModel && newest && !newest.passed)
    return warn(message('administration.attention.noModel'));
  if (putBack) return warn(message('administration.attention.modelPutBack', putBack));
  if (worse) {
    const { isKept, ...figures } = worse;
    return warn(message(`administration.attention.modelWorse.${isKept ? 'kept' : 'rejected'}`, figures));
  }
  if (institution.isModelHeld) return warn(message('administration.attention.modelHeld'));
  return [];
}

function ofJobs({ institution, failedJobs }: Situation): Attention[] {
  return failedJobs.map(({ id, kind, isOfTool, when, why }) => ({
    ...{ thing: `${isOfTool ? 'tool' : 'job'} ${id}`, severity: 'warn', tryAgain: id, why },
    what: message(`administration.attention.job.${kind}`, { when }),
    action: message('administration.attention.job.action'),
    path: `/institutions/${institution.id}`,
  }));
}

function ofOthers({ institution, waiting, failingNotices }: Situation): Attention[] {
  const found: Attention[] = [];
  if (waiting > 0)
    found.push({
      ...{ thing: 'approvals', severity: 'warn', path: '' },
      what: message('administration.attention.waiting', { count: waiting }),
      action: message('administration.attention.waiting.action'),
    });
  for (const [channel, since] of failingNotices)
    found.push({
      ...{ thing: 'notices', severity: 'warn', path: `/institutions/${institution.id}/notices` },
      what: message(`administration.attention.notices.${channel}`, { since }),
      action: message('administration.attention.notices.action'),
    });
  return found;
}
