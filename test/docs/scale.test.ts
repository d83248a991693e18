// docs/scale.md says of every collection which indexes it has, and how it is spread over shards.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import mongoose from 'mongoose';
import { projectRoot } from '../../src/configuration/project-root.ts';

interface Row {
  shardKey: string[];
  indexes: string[];
  uniques: string[];
}

const page = readFileSync(join(projectRoot, 'docs/scale.md'), 'utf8');
/** By collection. */
const rows = new Map(
  [...page.matchAll(/^\| `(\w+)` \| (.*?) \| (.*?) \|$/gm)].map(
    ([, collection = '', key = '', indexes = '']) => [collection, rowOf(key, indexes)],
  ),
);

function rowOf(key: string, indexes: string): Row {
  const told = [...indexes.matchAll(/`([\w., ]+)`(?:: (unique)?|<br>| |$)/g)];
  return {
    shardKey: key.startsWith('small') ? [] : [...key.matchAll(/`(\w+)`/g)].map(([, field = '']) => field),
    indexes: told.map(([, fields = '']) => fields),
    uniques: told.filter(([, , unique]) => unique).map(([, fields = '']) => fields),
  };
}

/** Those of the tool: tests that share this process have some of their own. */
const models: mongoose.Model<unknown>[] = [];

before(async () => {
  const folder = join(import.meta.dirname, '../../models');
  for (const file of readdirSync(folder).filter((name) => /(?<!\.d)\.js$/.test(name))) {
    const exported: object = await import(pathToFileURL(join(folder, file)).href);
    models.push(...Object.values(exported).filter((value) => value?.prototype instanceof mongoose.Model));
  }
});

const schemaIndexes = (collection: string) =>
  models
    .filter((model) => model.collection.name === collection)
    .flatMap(({ schema }) => schema.indexes())
    .map(([fields, options]) => ({ fields: Object.keys(fields), isUnique: options?.['unique'] === true }));

test('it has every collection, and every index of each, and says which are unique', () => {
  const collections = new Set(models.map(({ collection }) => collection.name));
  assert.deepEqual([...rows.keys()].sort(), [...collections].sort());
  for (const [collection, { indexes, uniques }] of rows) {
    const there = schemaIndexes(collection);
    const names = (of: typeof there) => of.map(({ fields }) => fields.join(', ')).sort();
    assert.deepEqual(indexes.toSorted(), names(there), collection);
    assert.deepEqual(uniques.toSorted(), names(there.filter(({ isUnique }) => isUnique)), collection);
  }
});

test('every unique index of a sharded collection begins with its shard key, and an index holds that key', () => {
  for (const [collection, { shardKey }] of rows) {
    if (shardKey.length === 0 || shardKey[0] === '_id') continue;
    const there = schemaIndexes(collection);
    const begins = (fields: readonly string[]) => shardKey.every((field, i) => fields[i] === field);
    assert.ok(
      there.some(({ fields }) => begins(fields)),
      `${collection} has an index for its shard key`,
    );
    for (const { fields, isUnique } of there)
      if (isUnique) assert.ok(begins(fields), `${collection}: ${fields}`);
  }
});
