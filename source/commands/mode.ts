import type { Context } from './context.ts';

/** How a run shows itself and whether it may ask. */
export type Mode = 'json' | 'lines' | 'tasks' | GuidedMode;

/** The ones that ask a person: line by line, or drawn. */
export type GuidedMode = 'plain' | 'ink';

/** What the choice of a mode depends on. */
export type Situation = {
  readonly format?: 'auto' | 'lines' | 'json' | undefined;
  readonly config: boolean;
  readonly stdinTTY: boolean;
  readonly stdoutTTY: boolean;
  readonly stderrTTY: boolean;
  readonly ci: boolean;
  readonly dumb: boolean;
  readonly plain: boolean;
  /** The terminal's size; 80 × 24 where it does not say. */
  readonly columns: number;
  readonly rows: number;
};

/** A drawn screen needs so much. */
const least = { columns: 40, rows: 12 };

/** Whether a mode asks a person. */
export function isGuided(mode: Mode): mode is GuidedMode {
  return mode === 'plain' || mode === 'ink';
}

/**
 * The first that fits: `--format json` → event lines, never asks · `--format lines` → plain lines, never asks · a
 * configuration file, no terminal to read from or CI → unattended: a task list on a terminal, plain lines in a pipe ·
 * `--plain`, a screen reader, a terminal that is dumb, tiny or not on stdout → questions line by line · else → drawn.
 */
export function chooseMode({ format, config, stdinTTY, stdoutTTY, stderrTTY, ci, dumb, plain, columns, rows }: Situation): Mode {
  if (format === 'json') return 'json';
  if (format === 'lines') return 'lines';
  const readable = stdinTTY && (stdoutTTY || stderrTTY);
  if (config || !readable || ci) return stdoutTTY && stderrTTY && !ci && !dumb && !plain ? 'tasks' : 'lines';
  return plain || dumb || !stdoutTTY || columns < least.columns || rows < least.rows ? 'plain' : 'ink';
}

/** The situation of `context`. `CI` set to anything but `0`, `false` or nothing means CI. */
export function situationOf({ options, environment, stdin, stdout, stderr }: Context): Situation {
  return {
    format: options.format,
    config: options.config !== undefined,
    stdinTTY: stdin.isTTY === true,
    stdoutTTY: stdout.isTTY === true,
    stderrTTY: stderr.isTTY === true,
    ci: !['', '0', 'false'].includes((environment['CI'] ?? '').toLowerCase()),
    dumb: environment['TERM'] === 'dumb',
    plain: options.plain === true || environment['INK_SCREEN_READER'] === 'true' || !['', '0', 'false'].includes((environment['ACCESSIBLE'] ?? '').toLowerCase()),
    columns: stdout.columns || 80,
    rows: stdout.rows || 24,
  };
}
