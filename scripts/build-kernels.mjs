// npm run build:kernels [-- --check]: compiles src/recommender/kernels/assembly/simd.ts (AssemblyScript) to WebAssembly
// and writes it as a module, so that the recommender needs neither the compiler nor a file to read when it runs.
// With --check nothing is written: the exit code says whether the module is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src/recommender/kernels/wasm.ts');
let binary;
const { error, stderr } = await asc.main(
  [
    join('src', 'recommender', 'kernels', 'assembly', 'simd.ts'),
    ...['--baseDir', root, '--outFile', 'kernels.wasm'],
    ...['-O3', '--runtime', 'stub', '--enable', 'simd,threads', '--noAssert'],
    ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ],
  {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents;
    },
  },
);
if (error) {
  console.error(`✗ The kernels do not compile: ${error.message}\n${stderr.toString()}`);
  process.exit(1);
}
const module = [
  '// Written by `npm run build:kernels` from src/recommender/kernels/assembly/simd.ts; a test compares the two.',
  'export const kernelBytes = Buffer.from(',
  `  '${Buffer.from(binary).toString('base64')}',`,
  "  'base64',",
  ');',
  '',
].join('\n');
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') === module) process.exit(0);
  console.error('✗ src/recommender/kernels/wasm.ts is out of date: npm run build:kernels');
  process.exit(1);
}
writeFileSync(target, module);
console.log(`✓ Kernels ${binary.length} bytes`);
