import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Handler } from 'express';

export interface Assets {
  /** To be mounted at /assets. */
  handler: Handler;
  /** Address of a file by its name. @throws Error when there is no such file. */
  addressOf(name: string): string;
}

/**
 * Serves a flat folder of stylesheets, scripts and icons. Addresses carry a hash of the content and are cached for
 * a year, so that a new version is seen at once and an unchanged one is never asked for again.
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
        // A frame without an origin (sandboxed) loads modules as another site would.
        res.setHeader('Access-Control-Allow-Origin', '*');
      },
    }),
    addressOf(name) {
      const hash = hashes.get(name);
      if (hash === undefined) throw new Error(`There is no file ${name} in ${folder}.`);
      return `/assets/${name}?v=${hash}`;
    },
  };
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 12);
}
