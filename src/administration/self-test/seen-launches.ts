import type { Types } from 'mongoose';
import { SeenLaunchModel } from '../../../models/seen-launch.ts';

/** Records, once, that a way into the tool was used. What this process has recorded already costs nothing. */
export class SeenLaunches {
  readonly #kept = new Set<string>();

  async record(institutionId: Types.ObjectId, kind: string): Promise<void> {
    const key = `${institutionId} ${kind}`;
    if (this.#kept.has(key)) return;
    await SeenLaunchModel.updateOne(
      { institutionId, kind },
      { $setOnInsert: { firstAt: new Date() } },
      { upsert: true },
    );
    this.#kept.add(key);
  }
}

/** The kinds that were seen at an institution. */
export async function kindsSeen(institutionId: Types.ObjectId): Promise<Set<string>> {
  const seen = await SeenLaunchModel.find({ institutionId }, { _id: 0, kind: 1 }).lean();
  return new Set(seen.map(({ kind }) => kind));
}
