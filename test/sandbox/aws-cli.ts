import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../source/sandbox/server.ts';

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

/** Runs `aws …` against the sandbox, at home in `folder`, and gives what it printed, read as JSON where it is JSON. */
export function awsCli(program: string, sandbox: Sandbox, folder: string): (...words: string[]) => Promise<any> {
  const { PATH, SystemRoot } = process.env;
  const environment = { ...sandbox.environment, AWS_PAGER: '', AWS_MAX_ATTEMPTS: '1', HOME: folder, PATH, ...(SystemRoot ? { SystemRoot } : {}) };
  return async (...words) => {
    const { stdout } = await run(program, ['--endpoint-url', sandbox.endpoint, '--output', 'json', ...words], { env: environment, cwd: folder });
    return stdout.trimStart().startsWith('{') ? JSON.parse(stdout) : stdout;
  };
}
