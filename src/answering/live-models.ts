import type { Types } from 'mongoose';
import { UnreadableModelError } from '../recommender/data/errors.ts';
import { liveModelId, loadWeights, wantTraining } from '../trained-models/model-store.ts';
import { decodeModel, type ServingModel } from '../trained-models/stored-model.ts';

/** Where trained models are kept. */
export interface ModelSource {
  /** Undefined before an institution's first accepted training. */
  liveModelId(institutionId: Types.ObjectId): Promise<Types.ObjectId | undefined>;
  loadWeights(institutionId: Types.ObjectId, id: Types.ObjectId): Promise<Uint8Array>;
  wantTraining(institutionId: Types.ObjectId): Promise<void>;
}

interface Loaded {
  id: string;
  model: ServingModel;
  bytes: number;
}

/**
 * The serving models, loaded once per institution. A newer one is loaded while the older one still answers, whichever
 * process trained it. When they take more than `capacity` bytes together (each counts as its stored form, which is
 * nearly all arrays), those that were asked for longest ago are forgotten; the one asked for last always stays. A
 * request that holds a model keeps it to its end.
 *
 * One that cannot be read (stored by another version of the tool, or damaged) is none, and another is trained.
 */
export class LiveModels {
  /** By institution, the one asked for longest ago first. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #loading = new Map<string, Promise<ServingModel | undefined>>();
  /** Ids of models that cannot be read. */
  readonly #unreadable = new Set<string>();
  readonly #capacity: number;
  readonly #source: ModelSource;

  constructor(capacity: number, source: ModelSource = { liveModelId, loadWeights, wantTraining }) {
    this.#capacity = capacity;
    this.#source = source;
  }

  /** Undefined before an institution's first accepted training, and where its model cannot be read. */
  async get(institutionId: Types.ObjectId): Promise<ServingModel | undefined> {
    const id = await this.#source.liveModelId(institutionId);
    if (id === undefined) return undefined;
    const loaded = this.#loaded.get(`${institutionId}`);
    if (loaded) this.#use(`${institutionId}`, loaded);
    if (loaded?.id === `${id}` || this.#unreadable.has(`${id}`)) return loaded?.model;
    const loading = this.#load(institutionId, id);
    if (!loaded) return loading;
    // Whatever keeps the newer one from loading, the older one serves; the next request tries again.
    loading.catch(() => {});
    return loaded.model;
  }

  #load(institutionId: Types.ObjectId, id: Types.ObjectId): Promise<ServingModel | undefined> {
    const running = this.#loading.get(`${id}`);
    if (running) return running;
    const loading = this.#source
      .loadWeights(institutionId, id)
      .then((bytes) => {
        const model = decodeModel(bytes);
        this.#use(`${institutionId}`, { id: `${id}`, model, bytes: bytes.length });
        return model;
      })
      .catch(async (error) => {
        if (!(error instanceof UnreadableModelError)) throw error;
        this.#unreadable.add(`${id}`);
        // Where an older one serves, this is the older process beside a newer version, whose model stays.
        if (!this.#loaded.has(`${institutionId}`)) await this.#source.wantTraining(institutionId);
        return undefined;
      })
      .finally(() => this.#loading.delete(`${id}`));
    this.#loading.set(`${id}`, loading);
    return loading;
  }

  /** Puts it last in line, and forgets from the front what there is no room for. */
  #use(institutionId: string, loaded: Loaded): void {
    this.#loaded.delete(institutionId);
    this.#loaded.set(institutionId, loaded);
    let total = 0;
    for (const { bytes } of this.#loaded.values()) total += bytes;
    for (const [oldest, { bytes }] of this.#loaded) {
      if (total <= this.#capacity || oldest === institutionId) return;
      this.#loaded.delete(oldest);
      total -= bytes;
    }
  }
}
