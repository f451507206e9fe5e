import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../source/sandbox/server.ts';

const run = promisify(execFile);

/** An AWS CLI at a sandbox, at home in a folder of its own. */
export type AwsCli = {
  readonly folder: string;
  /** Runs `aws …` and gives what it printed, read as JSON where it is JSON. */
  aws(this: void, ...words: string[]): Promise<any>;
  /** What `aws …` says when it is refused; `accepted` when it is not. */
  refused(this: void, ...words: string[]): Promise<string>;
  /** Writes JSON into the folder and gives the word that names it: `file://…`. */
  file(this: void, name: string, content: unknown): string;
  /** Takes the folder away. */
  remove(this: void): void;
};

/** The AWS CLI that is installed; under DEEP every one of them: the versions differ in what they send (checksums, required members). */
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
  const different = [...new Map(there.toReversed().map((place) => [realpathSync(place), place])).values()].toReversed();
  return process.env['DEEP'] ? different : different.slice(0, 1);
}

export function awsCli(program: string, sandbox: Sandbox): AwsCli {
  const { PATH, SystemRoot } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  const environment = { ...sandbox.environment, AWS_PAGER: '', AWS_MAX_ATTEMPTS: '1', HOME: folder, PATH, ...(SystemRoot ? { SystemRoot } : {}) };
  const aws: AwsCli['aws'] = async (...words) => {
    const { stdout } = await run(program, ['--endpoint-url', sandbox.endpoint, '--output', 'json', ...words], { env: environment, cwd: folder });
    return stdout.trimStart().startsWith('{') ? JSON.parse(stdout) : stdout;
  };
  return {
    folder,
    aws,
    refused: (...words) => aws(...words).then(() => 'accepted', ({ stderr }) => stderr),
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify(content));
      return `file://${path}`;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
