import type { Types } from 'mongoose';
import type { Institution, RunningComparison } from '../../models/institution.ts';
import { assignmentOf } from '../comparing/assignment.ts';
import { endComparison } from '../comparing/comparisons.ts';
import { UnreadableModelError } from '../recommender/data/errors.ts';
import { DamagedModelError } from './damaged-model-error.ts';
import { loadWeights, replaceDamaged, requestTraining, servingIds } from './model-store.ts';
import { decodeModel, type ServingModel } from './stored-model.ts';

/** Where trained models are kept. */
export interface ModelSource {
  /** No `liveModel` before an institution's first accepted training. */
  servingIds(institutionId: Types.ObjectId): Promise<Pick<Institution, 'liveModel' | 'comparing'>>;
  loadWeights(institutionId: Types.ObjectId, id: Types.ObjectId): Promise<Uint8Array>;
  requestTraining(institutionId: Types.ObjectId): Promise<void>;
  /** Has another model serve, where there is one, and requests a training. */
  replaceDamaged(institutionId: Types.ObjectId, id: Types.ObjectId): Promise<unknown>;
  /** Ends a comparison of which a model cannot be read. */
  endComparison(institutionId: Types.ObjectId): Promise<unknown>;
}

export const storedModels: ModelSource = {
  ...{ servingIds, loadWeights, requestTraining, replaceDamaged },
  endComparison: (institutionId) => endComparison(institutionId, 'unreadable'),
};

export interface LiveModel {
  /** Undefined before an institution's first accepted training, and where its model cannot be read. */
  model: ServingModel | undefined;
  /** The comparison that the learner takes part in. */
  comparing?: RunningComparison;
}

interface Loaded {
  id: string;
  model: ServingModel;
  bytes: number;
}

/**
 * The models that serve, each loaded once. Whichever process trained a newer one, it is loaded while the older one goes
 * on answering, and then swapped in. A request keeps the model that it began with.
 *
 * When the models take more than `capacity` bytes together, those that were asked for longest ago are dropped; the one
 * that was asked for last always stays. Each counts with the size of its stored form, which is nearly all arrays.
 *
 * A model that cannot be read (another version of the tool stored it, or it is damaged) does not serve, and a new
 * training is requested. In place of a damaged one, the one before it serves.
 *
 * While two models are compared, learners of the other arm get the compared one; or, as long as it cannot be loaded, the one that serves:
 * a panel is never empty for a comparison's sake.
 */
export class LiveModels {
  /** By institution, and by institution and comparison; the one asked for longest ago first. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #loading = new Map<string, Promise<ServingModel | undefined>>();
  /** Ids of models that cannot be read. */
  readonly #unreadable = new Set<string>();
  readonly #capacity: number;
  readonly #source: ModelSource;

  constructor(capacity: number, source: ModelSource = storedModels) {
    this.#capacity = capacity;
    this.#source = source;
  }

  /** @param learner whose suggestions it is for; absent: of nobody who takes part in a comparison */
  async get(institutionId: Types.ObjectId, learner?: string): Promise<LiveModel> {
    const { liveModel: id, comparing } = await this.#source.servingIds(institutionId);
    if (id === undefined) return { model: undefined };
    if (comparing && learner !== undefined && assignmentOf(comparing, learner).arm === 'compared') {
      const place = `${institutionId} ${comparing.comparison}`;
      const compared = await this.#getIn(place, institutionId, comparing.compared).catch(() => undefined);
      if (compared) return { model: compared, comparing };
      if (this.#unreadable.has(`${comparing.compared}`)) return this.#withoutComparison(institutionId, id);
    }
    if (comparing && this.#unreadable.has(`${id}`)) return this.#withoutComparison(institutionId, id);
    const model = await this.#getIn(`${institutionId}`, institutionId, id);
    return { model, ...(comparing && learner !== undefined && { comparing }) };
  }

  async #withoutComparison(institutionId: Types.ObjectId, id: Types.ObjectId): Promise<LiveModel> {
    await this.#source.endComparison(institutionId);
    return { model: await this.#getIn(`${institutionId}`, institutionId, id) };
  }

  async #getIn(
    place: string,
    institutionId: Types.ObjectId,
    id: Types.ObjectId,
  ): Promise<ServingModel | undefined> {
    const loaded = this.#loaded.get(place);
    if (loaded) this.#markUsed(place, loaded);
    if (loaded?.id === `${id}` || this.#unreadable.has(`${id}`)) return loaded?.model;
    const loading = this.#load(place, institutionId, id);
    if (!loaded) return loading;
    // If the newer one cannot be loaded, the older one goes on serving, and the next request tries again.
    loading.catch(() => {});
    return loaded.model;
  }

  #load(place: string, institutionId: Types.ObjectId, id: Types.ObjectId): Promise<ServingModel | undefined> {
    const running = this.#loading.get(`${id}`);
    if (running) return running;
    const loading = this.#source
      .loadWeights(institutionId, id)
      .then((bytes) => {
        const model = decodeModel(bytes);
        this.#markUsed(place, { id: `${id}`, model, bytes: bytes.length });
        return model;
      })
      .catch(async (error) => {
        if (!(error instanceof UnreadableModelError)) throw error;
        this.#unreadable.add(`${id}`);
        if (error instanceof DamagedModelError) await this.#source.replaceDamaged(institutionId, id);
        // If an older model serves here, a newer version of the tool runs beside this one: its model must stay.
        else if (!this.#loaded.has(`${institutionId}`)) await this.#source.requestTraining(institutionId);
        return undefined;
      })
      .finally(() => this.#loading.delete(`${id}`));
    this.#loading.set(`${id}`, loading);
    return loading;
  }

  /** Marks a model as the one asked for last, and drops the ones asked for longest ago until there is room. */
  #markUsed(place: string, loaded: Loaded): void {
    this.#loaded.delete(place);
    this.#loaded.set(place, loaded);
    let total = 0;
    for (const { bytes } of this.#loaded.values()) total += bytes;
    for (const [oldest, { bytes }] of this.#loaded) {
      if (total <= this.#capacity || oldest === place) return;
      this.#loaded.delete(oldest);
      total -= bytes;
    }
  }
}
