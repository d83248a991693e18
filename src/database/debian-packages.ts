import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** Where a machine's own mirror has no such suite. */
const publicMirror = 'http://deb.debian.org/debian';
const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** Whether this is a system whose apt can check Debian's signatures. */
export function canUnpackDebianPackages(): boolean {
  return existsSync('/usr/bin/apt-get') && existsSync(keyring);
}

/**
 * Fetches packages of a Debian suite, which need not be the system's, and unpacks their files into `into`. apt
 * checks them against Debian's keyring; it works in a folder of its own, as any account, and installs nothing.
 * @throws Error with apt's own words.
 */
export async function unpackDebianPackages(suite: string, packages: string[], into: string): Promise<void> {
  const problems: string[] = [];
  for (const mirror of await mirrors()) {
    try {
      return await unpackFrom(mirror, suite, packages, into);
    } catch (error) {
      problems.push(`from ${mirror}: ${complaint(error as Error & { stderr?: string })}`);
    }
  }
  throw new Error(problems.join('; '));
}

async function unpackFrom(mirror: string, suite: string, packages: string[], into: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'next-courses-apt-'));
  try {
    // Run by root, apt downloads as a user of its own, who must get in.
    await chmod(work, 0o755);
    for (const folder of ['state/lists/partial', 'cache/archives/partial'])
      await mkdir(join(work, folder), { recursive: true });
    const options = `signed-by=${keyring} arch=${architectures[process.arch]} target=Packages`;
    await writeFile(join(work, 'sources.list'), `deb [${options}] ${mirror} ${suite} main\n`);
    await writeFile(join(work, 'apt.conf'), privateConfiguration(work));
    const apt = (...args: string[]) =>
      run('apt-get', ['-qq', '-c', join(work, 'apt.conf'), ...args], { cwd: work });
    await apt('update');
    await apt('download', ...packages);
    for (const file of await readdir(work))
      if (file.endsWith('.deb')) await run('dpkg-deb', ['-x', join(work, file), into]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Read after the system's own configuration, so that its proxies hold; its hooks would touch the system's state. */
function privateConfiguration(work: string): string {
  return `
#clear APT::Update;
#clear DPkg;
APT::Update::Error-Mode "any";
Dir::Etc::SourceList "${work}/sources.list";
Dir::Etc::SourceParts "-";
Dir::State "${work}/state";
Dir::State::Status "/dev/null";
Dir::Cache "${work}/cache";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
`;
}

/** The mirrors of Debian that this machine is set up with, so that a closed network's own is used; then Debian's. */
async function mirrors(): Promise<string[]> {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const { stdout } = await run('apt-get', [
    'indextargets',
    '--no-release-info',
    `--format=${format}`,
    'Created-By: Packages',
  ]);
  const own = stdout
    .split('\n')
    .filter((line) => /^\S+ (buster|bullseye|bookworm) main$/.test(line))
    .map((line) => line.split('/ ')[0] as string);
  return [...new Set([...own, publicMirror])];
}

/** What apt gives as the reason, without its command line. */
function complaint(error: Error & { stderr?: string }): string {
  return /^E: (.*)/m.exec(error.stderr ?? '')?.[1] ?? error.message;
}
