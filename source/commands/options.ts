import { stepIds, type StepId } from '../step.ts';

/** Options as a command reads them: every name of {@link optionTable} in its own type. Durations are milliseconds. */
export type Options = {
  readonly name?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly 'state-dir'?: string;
  readonly sandbox?: boolean;
  readonly format?: 'auto' | 'lines' | 'json';
  readonly 'no-color'?: boolean;
  readonly help?: boolean;
  readonly version?: boolean;
  readonly config?: string;
  readonly set?: readonly string[];
  readonly 'dry-run'?: boolean;
  readonly until?: StepId;
  readonly again?: StepId;
  readonly 'no-wait'?: boolean;
  readonly 'poll-every'?: number;
  readonly plain?: boolean;
  readonly notify?: string;
  readonly 'no-bell'?: boolean;
  readonly 'no-clipboard'?: boolean;
  readonly scenario?: string;
  readonly speed?: number;
  readonly port?: number;
  readonly state?: string;
  readonly out?: string;
};

export type OptionName = keyof Options;

/** One row of the options table; help, completion and errors are made from it. */
export type OptionRow = {
  readonly kind: 'flag' | 'text' | 'list' | 'number' | 'duration';
  /** What stands for the value in help: `FILE`. */
  readonly value?: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly short?: string;
};

export const optionTable: { readonly [Name in OptionName]: OptionRow } = {
  name: { kind: 'text', value: 'NAME', summary: 'Name of the onboarding; wins over the file' },
  region: { kind: 'text', value: 'REGION', summary: 'AWS Region; wins over the file and the environment' },
  profile: { kind: 'text', value: 'PROFILE', summary: 'AWS profile' },
  'state-dir': { kind: 'text', value: 'DIRECTORY', summary: 'Where onboardings are kept' },
  sandbox: { kind: 'flag', summary: 'Talk to the built-in AWS simulator; nothing leaves the machine' },
  format: { kind: 'text', value: 'FORMAT', choices: ['auto', 'lines', 'json'], summary: 'auto, lines, or json for programs' },
  'no-color': { kind: 'flag', summary: 'No colours' },
  help: { kind: 'flag', short: 'h', summary: 'This help' },
  version: { kind: 'flag', short: 'V', summary: 'The version' },
  config: { kind: 'text', value: 'FILE', short: 'c', summary: 'Answers from a YAML or JSON file; never asks' },
  set: { kind: 'list', value: 'KEY=VALUE', summary: 'Answers one question: step.key=value (a YAML value)' },
  'dry-run': { kind: 'flag', summary: 'Show what would be done, send nothing' },
  until: { kind: 'text', value: 'STEP', choices: stepIds, summary: 'Go no further than this step' },
  again: { kind: 'text', value: 'STEP', choices: stepIds, summary: 'Do this step again, and those that need it: after a failure, or a new export' },
  'no-wait': { kind: 'flag', summary: 'Do what can be done now; exit 3 where AWS still works' },
  'poll-every': { kind: 'duration', value: 'DURATION', summary: 'Look at AWS this often: 30s, 5m, 1h' },
  plain: { kind: 'flag', summary: 'Ask line by line (screen readers, simple terminals)' },
  notify: { kind: 'text', value: 'COMMAND', summary: 'Run this when a person is needed or a wait ends; it gets the event as JSON on stdin' },
  'no-bell': { kind: 'flag', summary: 'No bell, window title or desktop notification' },
  'no-clipboard': { kind: 'flag', summary: 'Never write to the clipboard of the terminal' },
  scenario: { kind: 'text', value: 'FILE', summary: 'What the sandbox is like and what goes wrong in it' },
  speed: { kind: 'number', value: 'X', summary: 'How many times faster the sandbox runs (1200)' },
  port: { kind: 'number', value: 'N', summary: 'Port on 127.0.0.1 (any free one)' },
  state: { kind: 'text', value: 'FILE', summary: 'Keep the simulated AWS in this file' },
  out: { kind: 'text', value: 'FILE', short: 'o', summary: 'Write to a file instead of the terminal' },
};

/** Options that every command takes. */
export const commonOptions: readonly OptionName[] = ['name', 'region', 'profile', 'state-dir', 'sandbox', 'format', 'no-color', 'help', 'version'];
