/** The parts of ltijs 5.9.9 that this tool uses; the package has no types of its own. */
declare module 'ltijs' {
  import type { Express, NextFunction, Request, Response } from 'express';

  type Query = Record<string, unknown>;

  /** Where ltijs keeps its data (its `database.plugin` option). */
  export interface StoragePlugin {
    setup(): Promise<boolean>;
    Close(): Promise<boolean>;
    Get(encryptionKey: string | false, collection: string, query?: Query): Promise<Query[] | false>;
    Insert(encryptionKey: string | false, collection: string, item: Query, index?: Query): Promise<boolean>;
    Replace(
      encryptionKey: string | false,
      collection: string,
      query: Query,
      item: Query,
      index?: Query,
    ): Promise<boolean>;
    Modify(encryptionKey: string | false, collection: string, query: Query, change: Query): Promise<boolean>;
    Delete(collection: string, query: Query): Promise<boolean>;
  }

  interface Options {
    appRoute: string;
    loginRoute: string;
    keysetRoute: string;
    dynRegRoute?: string;
    /** Hands a validated launch to the next handler instead of putting an `ltik` into a URL. */
    ltiaas: boolean;
    /** Seconds, or false for no check. */
    tokenMaxAge: number | false;
    cors: boolean;
    serverAddon: (app: Express) => void;
  }

  type LaunchCallback = (token: unknown, req: Request, res: Response, next: NextFunction) => unknown;

  export const Provider: {
    app: Express;
    setup(encryptionKey: string, database: { plugin: StoragePlugin }, options: Options): unknown;
    onConnect(callback: LaunchCallback): void;
    onDeepLinking(callback: LaunchCallback): void;
    onInvalidToken(callback: (req: Request, res: Response, next: NextFunction) => unknown): void;
  };
}
