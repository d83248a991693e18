/** What the engine's process tells its parent. */
export type EngineMessage = { ready: true } | { failed: string };
