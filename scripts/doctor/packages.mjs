import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasInstalled } from '../prerequisites.mjs';

const kinds = ['dependencies', 'optionalDependencies', 'devDependencies'];
const name = 'Packages';

/** Whether package.json, package-lock.json and node_modules in `folder` agree. */
export function checkPackages(folder) {
  let manifest;
  let lock;
  try {
    manifest = read(join(folder, 'package.json'));
    lock = read(join(folder, 'package-lock.json'));
  } catch (error) {
    const cure = 'Restore package.json and package-lock.json: git checkout package.json package-lock.json';
    return { name, state: 'bad', found: error.message.split('\n')[0], cure, isNeeded: true };
  }
  const apart = namesApart(manifest, lock.packages['']);
  if (apart.length > 0) {
    const found = `package-lock.json is of another package.json (${apart.join(', ')})`;
    // npm ci refuses it, but npm start runs that only where nothing is installed.
    const isNeeded = !hasInstalled(folder);
    return { name, state: 'bad', found, cure: 'npm install brings the two together.', isNeeded };
  }
  if (!hasInstalled(folder)) {
    const found = existsSync(join(folder, 'node_modules'))
      ? 'installed ones are of another package-lock.json'
      : 'not installed';
    return { name, state: 'bad', found, cure: 'npm start installs them.' };
  }
  const wrong = wronglyInstalled(folder, manifest, lock);
  if (wrong.length > 0) {
    const found = `missing or of another version: ${wrong.join(', ')}`;
    const cure = 'Delete node_modules; npm start installs them again.';
    return { name, state: 'bad', found, cure, isNeeded: true };
  }
  return { name, state: 'good', found: 'as package-lock.json has them' };
}

/** Packages that one of the two files asks for in other words than the other. */
function namesApart(manifest, locked) {
  return kinds.flatMap((kind) => {
    const [wanted, had] = [manifest[kind] ?? {}, locked[kind] ?? {}];
    return [...new Set([...Object.keys(wanted), ...Object.keys(had)])].filter(
      (each) => wanted[each] !== had[each],
    );
  });
}

/** Of the packages that package.json names. Optional ones may be missing. */
function wronglyInstalled(folder, manifest, lock) {
  return [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})].filter(
    (each) => {
      const path = join('node_modules', each);
      try {
        return (
          read(join(folder, path, 'package.json')).version !== lock.packages[`node_modules/${each}`].version
        );
      } catch {
        return true;
      }
    },
  );
}

function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
