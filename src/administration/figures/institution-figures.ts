import type { Institution } from '../../../models/institution.ts';
import { lastTrainings, type TrainedFigures } from '../../counts/trained.ts';
import { countUsage } from '../../counts/usage.ts';
import { fewestPeople } from '../../privacy/fewest-people.ts';
import type { Words } from '../../words/words.ts';
import type { DataEnvironment } from '../data/data-environment.ts';
import type { SourceState } from '../data/source-state.ts';
import type { Attention } from '../home/attention.ts';
import { findAttention } from '../home/find-attention.ts';

/** How an institution is doing, for another system: what its home and its page of models say. It says nothing of single people. */
export interface InstitutionFigures {
  institution: { id: string; name: string };
  /** The worst of `attention`; `good`: nothing needs attention. */
  health: 'good' | Attention['severity'];
  /** The most urgent first, in words. `address`: of the page where it is done. */
  attention: {
    thing: string;
    severity: Attention['severity'];
    text: string;
    action: string;
    address: string;
  }[];
  sources: {
    name: string;
    title: string;
    state: SourceState['state'];
    /** When it was last read to its end. */
    readAt: string | undefined;
    /** When the last run failed, where that is newer. */
    failedAt: string | undefined;
    /** When it will be asked next. */
    nextAt: string | undefined;
  }[];
  /** Undefined while it is being counted: ask again. */
  data: { courses: number; learners: number | null; enrolments: number } | undefined;
  /** People who did something in the panel, in each of the last twelve weeks, the oldest first; `null`: one to nine. */
  peopleByWeek: (number | null)[];
  /** The newest first; NDCG@10 on held-out courses. */
  models: {
    id: string;
    trainedAt: Date;
    isServing: boolean;
    hasPassed: boolean;
    ndcgAt10: number;
    popularityNdcgAt10: number;
    /** 95 %; undefined of models from before they were kept. */
    intervals: TrainedFigures['intervals'];
    enrolments: number | undefined;
  }[];
}

const shownTrainings = 12;

/** Counts as the administrator's pages do. */
export async function institutionFigures(
  institution: Institution,
  environment: Pick<DataEnvironment, 'providers' | 'connectors' | 'fileSources' | 'coverage' | 'publicUrl'>,
  words: Words,
): Promise<InstitutionFigures> {
  const { _id, name, liveModel } = institution;
  const coverage = await environment.coverage.get(institution);
  const [{ found, states }, usage, trainings] = await Promise.all([
    findAttention(institution, environment, words, coverage),
    countUsage(_id),
    lastTrainings(_id, shownTrainings),
  ]);
  const all = coverage?.all;
  return {
    institution: { id: `${_id}`, name },
    health: found[0]?.severity ?? 'good',
    attention: found.map(({ thing, severity, what, action, path }) => ({
      ...{ thing, severity, text: words.tell(what), action: words.tell(action) },
      address: `${environment.publicUrl}/administration${path}`,
    })),
    sources: states
      .filter(
        ({ isSetUp, lastGood, lastSeen, lastFailure }) => isSetUp || lastGood || lastSeen || lastFailure,
      )
      .map(sourceFigures),
    data: all && {
      ...{ courses: all.courses, learners: countOfPeople(all.learners) },
      enrolments: all.active + all.completed + all.withdrawn + all.planned,
    },
    peopleByWeek: usage.people.map(countOfPeople),
    models: trainings.map(({ id, at, passed, model, popularity, intervals, interactions }) => ({
      ...{ id, trainedAt: at, isServing: id === `${liveModel}`, hasPassed: passed },
      ...{ ndcgAt10: model, popularityNdcgAt10: popularity, intervals, enrolments: interactions },
    })),
  };
}

function sourceFigures({ name, title, state, lastGood, lastSeen, lastFailure, next }: SourceState) {
  return {
    ...{ name, title, state },
    readAt: lastGood ? (lastGood.finished ?? lastGood.started).iso : lastSeen?.iso,
    failedAt: lastFailure?.started.iso,
    nextAt: next?.moment?.iso,
  };
}

function countOfPeople(count: number): number | null {
  return count > 0 && count < fewestPeople ? null : count;
}
