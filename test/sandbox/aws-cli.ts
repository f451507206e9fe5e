import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../source/sandbox/server.ts';
import type { Answer } from './company.ts';

const run = promisify(execFile);

/** Every AWS CLI that is installed: the versions differ in what they send (checksums, required members). */
export function installedAwsClis(): string[] {
  const name = process.platform === 'win32' ? 'aws.exe' : 'aws';
  const places = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)].map((folder) => join(folder, name));
  const there = places.filter((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return [...new Map(there.toReversed().map((place) => [realpathSync(place), place])).values()];
}

/** An AWS CLI at work against a sandbox, in a folder of its own. */
export type AwsCli = {
  /** What `aws …` printed, read as JSON where it is JSON. */
  aws(...words: string[]): Promise<Answer>;
  /** What `aws …` said on stderr when it failed; `accepted` when it did not. */
  refused(...words: string[]): Promise<string>;
  /** Writes JSON for the CLI to read, and gives its `file://` address. */
  file(name: string, content: object): string;
  remove(): void;
};

export function awsCli(program: string, { endpoint, environment }: Sandbox): AwsCli {
  const folder = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  const { PATH, SystemRoot } = process.env;
  const env = { ...environment, AWS_PAGER: '', AWS_MAX_ATTEMPTS: '1', HOME: folder, PATH, ...(SystemRoot ? { SystemRoot } : {}) };
  const aws = async (...words: string[]): Promise<Answer> => {
    // Older versions do not read the endpoint from the environment.
    const { stdout } = await run(program, ['--endpoint-url', endpoint, '--output', 'json', ...words], { env, cwd: folder });
    return stdout.trimStart().startsWith('{') ? JSON.parse(stdout) : stdout;
  };
  return {
    aws,
    refused: (...words) => aws(...words).then(() => 'accepted', ({ stderr }: { stderr: string }) => stderr),
    file(name, content) {
      writeFileSync(join(folder, name), JSON.stringify(content));
      return `file://${name}`;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
