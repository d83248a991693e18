import type { Request, Response } from 'express';
import type { Institution } from '../../../models/institution.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import type { InstitutionCoverage } from '../../counts/coverage.ts';
import { readForecast } from '../../jobs/kinds/forecasts.ts';
import { pageWords } from '../../words/page-words.ts';
import { AdministrationError } from '../administration-error.ts';
import { institutionWith } from '../institutions.ts';
import type { DataEnvironment } from './data-environment.ts';
import type { Said } from './left-out-reasons.ts';
import type { ShownNotice } from './notices.ts';
import { readOffers } from './offers.ts';
import { forecastView, runView } from './run-view.ts';
import { senderViews } from './sender-view.ts';
import { type SourceKind, sourceKindsOf } from './source-kinds.ts';
import { sourceState } from './source-state.ts';
import { trainingView } from './training-view.ts';

const shownRuns = 20;

/** What a source's page shows besides the state of the source. */
export interface AboutSource {
  notice?: ShownNotice | undefined;
  problem?: Said | undefined;
  [more: string]: unknown;
}

/** Counts an institution's data, or remembers it; undefined while that takes longer than a page should. */
export type CoverageOf = (institution: Institution) => Promise<InstitutionCoverage | undefined>;

/** Renders the two pages: all sources of an institution, and one of them. */
export class DataPages {
  readonly #environment: DataEnvironment;
  readonly #coverageOf: CoverageOf;

  constructor(environment: DataEnvironment, coverageOf: CoverageOf) {
    this.#environment = environment;
    this.#coverageOf = coverageOf;
  }

  async showAll(res: Response, institution: Institution, notice: ShownNotice | undefined): Promise<void> {
    const reading = { words: pageWords(res), now: new Date() };
    const coverage = await this.#coverageOf(institution);
    const kinds = await sourceKindsOf(institution._id, this.#environment, coverage);
    const [training, offers, senders, ...sources] = await Promise.all([
      trainingView(institution, reading),
      readOffers(institution._id),
      senderViews(institution._id, reading),
      ...kinds.map((kind) => sourceState(institution, kind, coverage?.bySource.get(kind.name), reading)),
    ]);
    res.render('administration/data', {
      ...{ institution: toIdAndName(institution), notice, training, offers, senders, sources },
      coverage: coverage?.all,
      uploadLimit: this.#environment.uploads.limit,
    });
  }

  async showSource(
    res: Response,
    institution: Institution,
    kind: SourceKind,
    { notice, problem, ...about }: AboutSource,
  ): Promise<void> {
    const reading = { words: pageWords(res), now: new Date() };
    const ours = { institutionId: institution._id, source: kind.name };
    const coverage = await this.#coverageOf(institution);
    const forecast = await readForecast(ours);
    const [source, runs] = await Promise.all([
      sourceState(institution, kind, coverage?.bySource.get(kind.name), reading),
      SyncRunModel.find(ours).sort({ startedAt: -1 }).limit(shownRuns).lean<SyncRun[]>(),
    ]);
    res.render('administration/data-source', {
      ...{ connection: undefined, checks: undefined, ...about },
      ...{ institution: toIdAndName(institution), notice, problem, source },
      columnNames: institution.columnNames?.[kind.name],
      cellWords: institution.cellWords?.[kind.name],
      fileEncodings: institution.fileEncodings?.[kind.name],
      runs: runs.map((run) =>
        runView(run, reading, kind.files?.files, institution.fileEncodings?.[kind.name]),
      ),
      forecast: forecast && forecastView(forecast, reading),
    });
  }

  /** @throws AdministrationError */
  async requestedSource(
    req: Request<{ id: string; source: string }>,
  ): Promise<{ institution: Institution; kind: SourceKind }> {
    const institution = await institutionWith(req.params.id);
    return { institution, kind: await this.findKind(institution, req.params.source) };
  }

  /** @throws AdministrationError */
  async findKind(institution: Institution, source: string): Promise<SourceKind> {
    const coverage = await this.#coverageOf(institution);
    const kind = (await sourceKindsOf(institution._id, this.#environment, coverage)).find(
      ({ name }) => name === source,
    );
    if (!kind) throw new AdministrationError('source-unknown');
    return kind;
  }
}

function toIdAndName({ _id, name }: Institution): { id: string; name: string } {
  return { id: `${_id}`, name };
}
