// npm run words [-- --write]: whether the message files are complete and right; --write writes their type anew
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/configuration/project-root.ts';
import { argumentTypes, typesFile } from './words/argument-types.ts';
import { checkMessages, parseFile } from './words/check-messages.ts';
import { readMessageTexts } from './words/message-texts.ts';
import { readNamedKeys } from './words/used-keys.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const texts = readMessageTexts(projectRoot);
if (values.write) writeTypes();
const findings = checkMessages(texts, readNamedKeys(projectRoot));
for (const { place, problem } of findings) console.error(`✗ ${place} ${problem}.`);
if (findings.length > 0) process.exitCode = 1;
else console.log(`✓ ${parseFile(texts.get('en') ?? '{}').size} messages in ${texts.size} languages`);

function writeTypes(): void {
  const path = join(projectRoot, typesFile);
  const types = argumentTypes(parseFile(texts.get('en') ?? '{}'));
  if (readFileSync(path, 'utf8') === types) return;
  writeFileSync(path, types);
  const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  spawnSync(process.execPath, [biome, 'format', '--write', typesFile], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
}
