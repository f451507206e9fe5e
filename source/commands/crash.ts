import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../aws/redact.ts';
import { stateDirectory } from './folders.ts';

type Where = Parameters<typeof stateDirectory>[0];

/** Writes what is known of an unexpected error into the state directory, without secrets; gives the file, or undefined where it can not be written. */
export function keepCrash(error: unknown, where: Where, { version, command, now }: { version: string; command: string; now: number }): string | undefined {
  const secrets = Object.entries(where.environment).flatMap(([name, value]) => (/SECRET|TOKEN|PASSWORD|ACCESS_KEY/i.test(name) && value ? [value] : []));
  const time = new Date(now).toISOString();
  const stacks = causesOf(error).map((cause) => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)));
  const report = [`wizard ${version}, command ${command || '(none)'}, Node ${process.version}, ${where.platform}, ${time}`, ...stacks].join('\n\ncaused by: ');
  try {
    const folder = stateDirectory(where);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `crash-${time.replaceAll(/[:.]/g, '-')}.txt`);
    writeFileSync(file, `${redact(report, secrets)}\n`, { mode: 0o600 });
    return file;
  } catch {
    // The disk may be what failed; the error itself is then all there is to say.
    return undefined;
  }
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && causes.length < 5; cause = cause instanceof Error ? cause.cause : undefined) causes.push(cause);
  return causes;
}
