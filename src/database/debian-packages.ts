import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** For machines whose own mirror does not have the suite. */
const publicMirror = 'http://deb.debian.org/debian';
const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** Whether this is a system whose apt can check Debian's signatures. */
export function canUnpackDebianPackages(): boolean {
  return existsSync('/usr/bin/apt-get') && existsSync(keyring);
}

/**
 * Fetches packages of a Debian suite, which may differ from the system's, and unpacks their files into `into`. apt checks them
 * with Debian's keyring. It works in a folder of its own, under any account, and installs nothing.
 * @throws Error with apt's own message
 */
export async function unpackDebianPackages(suite: string, packages: string[], into: string): Promise<void> {
  const problems: string[] = [];
  for (const mirror of await mirrors()) {
    try {
      return await unpackFrom(mirror, suite, packages, into);
    } catch (error) {
      problems.push(`from ${mirror}: ${aptError(error as Error & { stderr?: string })}`);
    }
  }
  throw new Error(problems.join('; '));
}

async function unpackFrom(mirror: string, suite: string, packages: string[], into: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'next-courses-apt-'));
  try {
    // When root runs apt, apt downloads as another user, who must be able to enter the folder.
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

/** Read after the system's own configuration, so that its proxies apply. Its hooks are cleared: they would touch the system. */
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

/** The Debian mirrors that this machine is set up with, for closed networks, and then Debian's own. */
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

/** apt's reason, without its command line. */
function aptError(error: Error & { stderr?: string }): string {
  return /^E: (.*)/m.exec(error.stderr ?? '')?.[1] ?? error.message;
}
