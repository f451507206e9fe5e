#!/usr/bin/env node
// The first lines that run, on any Node: nothing here may be newer than Node 12, and nothing but built-in modules is imported before the version is known.
import { readFileSync, writeSync } from 'fs';
import module from 'module';

/** The same floor as `engines` in package.json: 22.22.2 in line 22, 24.15 in line 24, 26 and later. */
function newEnough(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 2);
  if (major === 24) return minor >= 15;
  return major >= 26;
}

/** Colours off for every library: Ink reads FORCE_COLOR alone. */
function settleColours(): void {
  const off = process.argv.includes('--no-color') || Boolean(process.env.NO_COLOR);
  if (process.argv.includes('--no-color') || (off && process.env.FORCE_COLOR === undefined)) process.env.FORCE_COLOR = '0';
  // Node warns on every start when both are set.
  if (process.env.FORCE_COLOR !== undefined) delete process.env.NO_COLOR;
}

/** Lets every warning through but the one that node:sqlite prints on Node 22. */
function silenceSqlite(): void {
  const emit = process.emitWarning;
  process.emitWarning = function (warning: string | Error, ...rest: unknown[]) {
    const type = rest[0] && typeof rest[0] === 'object' ? (rest[0] as { type?: unknown }).type : rest[0];
    if (type === 'ExperimentalWarning' && /SQLite/.test(String(warning))) return;
    Reflect.apply(emit, process, [warning, ...rest]);
  };
}

/**
 * `wizard … | head`: a reader that has gone is no error of ours. A run that is cut off so is an interruption, which cli.ts has
 * noted in the exit code. Anything else, such as a full disk, is told in one line.
 */
function endWithStream(stream: NodeJS.WriteStream, name: string): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // EIO: the terminal is gone, as when an SSH connection drops.
    if (error.code === 'EPIPE' || error.code === 'EIO') process.exit();
    try {
      writeSync(2, `wizard: ${name} can not be written: ${error.message}\n`);
    } catch {
      // There is nowhere left to say it.
    }
    process.exit(1);
  });
}

function version(): string {
  const file = module.findPackageJSON(import.meta.url);
  return (JSON.parse(readFileSync(file as string, 'utf8')) as { version: string }).version;
}

function start(): void {
  settleColours();
  silenceSqlite();
  // React is twice as slow, and keeps a record of each drawing, unless it is told that nobody develops it here.
  if (process.env.NODE_ENV === undefined) process.env.NODE_ENV = 'production';
  module.enableCompileCache();
  import('./cli.ts').then(({ main }) => main(version()));
}

if (!newEnough(process.versions.node)) {
  process.stderr.write(`wizard needs Node.js 22.22.2, 24.15 or 26 and later; this is ${process.versions.node}. Get a current one from https://nodejs.org\n`);
  process.exitCode = 2;
} else {
  endWithStream(process.stdout, 'stdout');
  endWithStream(process.stderr, 'stderr');
  if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) process.stdout.write(`${version()}\n`);
  else start();
}
