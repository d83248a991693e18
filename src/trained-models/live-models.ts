import type { Types } from 'mongoose';
import { UnreadableModelError } from '../recommender/data/errors.ts';
import { liveModelId, loadWeights, requestTraining } from './model-store.ts';
import { decodeModel, type ServingModel } from './stored-model.ts';

/** Where trained models are kept. */
export interface ModelSource {
  /** Undefined before an institution's first accepted training. */
  liveModelId(institutionId: Types.ObjectId): Promise<Types.ObjectId | undefined>;
  loadWeights(institutionId: Types.ObjectId, id: Types.ObjectId): Promise<Uint8Array>;
  requestTraining(institutionId: Types.ObjectId): Promise<void>;
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
 * training is requested.
 */
export class LiveModels {
  /** By institution, the one asked for longest ago first. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #loading = new Map<string, Promise<ServingModel | undefined>>();
  /** Ids of models that cannot be read. */
  readonly #unreadable = new Set<string>();
  readonly #capacity: number;
  readonly #source: ModelSource;

  constructor(capacity: number, source: ModelSource = { liveModelId, loadWeights, requestTraining }) {
    this.#capacity = capacity;
    this.#source = source;
  }

  /** Undefined before an institution's first accepted training, and where its model cannot be read. */
  async get(institutionId: Types.ObjectId): Promise<ServingModel | undefined> {
    const id = await this.#source.liveModelId(institutionId);
    if (id === undefined) return undefined;
    const loaded = this.#loaded.get(`${institutionId}`);
    if (loaded) this.#markUsed(`${institutionId}`, loaded);
    if (loaded?.id === `${id}` || this.#unreadable.has(`${id}`)) return loaded?.model;
    const loading = this.#load(institutionId, id);
    if (!loaded) return loading;
    // If the newer one cannot be loaded, the older one goes on serving, and the next request tries again.
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
        this.#markUsed(`${institutionId}`, { id: `${id}`, model, bytes: bytes.length });
        return model;
      })
      .catch(async (error) => {
        if (!(error instanceof UnreadableModelError)) throw error;
        this.#unreadable.add(`${id}`);
        // If an older model serves here, a newer version of the tool runs beside this one: its model must stay.
        if (!this.#loaded.has(`${institutionId}`)) await this.#source.requestTraining(institutionId);
        return undefined;
      })
      .finally(() => this.#loading.delete(`${id}`));
    this.#loading.set(`${id}`, loading);
    return loading;
  }

  /** Marks a model as the one asked for last, and drops the ones asked for longest ago until there is room. */
  #markUsed(institutionId: string, loaded: Loaded): void {
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
