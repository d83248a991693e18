import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Handler } from 'express';

export interface Assets {
  /** To be mounted at /assets. */
  handler: Handler;
  /** Address of a file by its name. @throws Error when there is no such file. */
  address(name: string): string;
}

/**
 * Serves a flat folder of stylesheets, scripts and icons. Each address has a hash of the file's content and is cached for a
 * year: so a new version is seen at once, and an unchanged file is never asked for again.
 */
export function createAssets(folder: string): Assets {
  const hashes = new Map(readdirSync(folder).map((name) => [name, hashOf(join(folder, name))]));
  return {
    handler: express.static(folder, {
      index: false,
      setHeaders(res, path) {
        const name = path.slice(folder.length + 1);
        const current =
          new URL(res.req.url ?? '', 'http://assets').searchParams.get('v') === hashes.get(name);
        res.setHeader('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-cache');
        res.setHeader('X-Content-Type-Options', 'nosniff');
        // A sandboxed frame has no origin, so it loads modules as another site would.
        res.setHeader('Access-Control-Allow-Origin', '*');
      },
    }),
    address(name) {
      const hash = hashes.get(name);
      if (hash === undefined) throw new Error(`There is no file ${name} in ${folder}.`);
      return `/assets/${name}?v=${hash}`;
    },
  };
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 12);
}
