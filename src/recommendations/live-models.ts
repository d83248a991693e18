import type { Types } from 'mongoose';
import { liveModelId, loadWeights } from './model-store.ts';
import { decodeModel, type ServingModel } from './stored-model.ts';

/**
 * The serving models, loaded once. A newer one is loaded while the older one still answers, whichever process
 * trained it.
 */
export class LiveModels {
  readonly #loaded = new Map<string, { id: string; model: ServingModel }>();
  readonly #loading = new Map<string, Promise<void>>();

  /** Undefined before an institution's first accepted training. */
  async get(tenant: Types.ObjectId): Promise<ServingModel | undefined> {
    const id = await liveModelId(tenant);
    if (id === undefined) return undefined;
    const loaded = this.#loaded.get(`${tenant}`);
    if (loaded?.id === `${id}`) return loaded.model;
    const loading = this.#load(tenant, id);
    if (loaded) {
      // Whatever keeps the newer one from loading, the older one serves; the next request tries again.
      loading.catch(() => {});
      return loaded.model;
    }
    await loading;
    return this.#loaded.get(`${tenant}`)?.model;
  }

  #load(tenant: Types.ObjectId, id: Types.ObjectId): Promise<void> {
    const running = this.#loading.get(`${id}`);
    if (running) return running;
    const loading = loadWeights(tenant, id)
      .then((bytes) => void this.#loaded.set(`${tenant}`, { id: `${id}`, model: decodeModel(bytes) }))
      .finally(() => this.#loading.delete(`${id}`));
    this.#loading.set(`${id}`, loading);
    return loading;
  }
}
