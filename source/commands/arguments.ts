import { parseArgs } from 'node:util';
import { nearest } from '../nearest.ts';
import { fail } from '../problem.ts';
import { say, type Text } from '../text.ts';
import { readDuration } from './duration.ts';
import { commonOptions, optionTable, type OptionName, type Options } from './options.ts';
import { commandRow, commandTable, startOptions, type CommandRow } from './table.ts';

/** What was typed: the command's row (none: the guided start), its options and the rest. */
export type Arguments = { readonly command: CommandRow | undefined; readonly options: Options; readonly positionals: readonly string[] };

/** Reads the command line against the two tables. Throws a `ProblemError` (`usage`, exit 2) that names what was meant. */
export function readArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(optionTable).map(([name, { kind, short }]) => [name, { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), ...(short && { short }) }]),
    ),
  });
  const words = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value);
  const asksHelp = words[0] === 'help';
  const [first, ...positionals] = asksHelp ? words.slice(1) : words;
  const command = first === undefined ? undefined : (commandRow(first) ?? unknownCommand(first));
  const options: Record<string, unknown> = asksHelp ? { help: true } : {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const name = known(token.name, token.rawName, command);
    const { kind } = optionTable[name];
    if (kind === 'flag' && token.value !== undefined) usage(say`${token.rawName} takes no value.`, command);
    const value = kind === 'flag' ? true : optionValue(name, token.rawName, token.value, command);
    options[name] = kind === 'list' ? [...((options[name] as string[] | undefined) ?? []), value] : value;
  }
  if (command && !options['help'] && !options['version']) checkPositionals(command, positionals);
  return { command, options: options as Options, positionals };
}

function known(name: string, typed: string, command: CommandRow | undefined): OptionName {
  const taken: readonly OptionName[] = [...commonOptions, ...(command ? command.options : startOptions)];
  if (taken.includes(name as OptionName)) return name as OptionName;
  const whose = command ? `wizard ${command.name}` : 'wizard without a command';
  const others = commandTable.filter(({ options }) => options.includes(name as OptionName)).map((row) => row.name);
  if (others.length > 0) return usage(say`${typed} is not an option of ${whose}, but of: ${others.map((other) => `wizard ${other}`).join(', ')}.`, command);
  const meant = nearest(name, taken);
  return usage(say`${typed} is not an option of ${whose}.${meant ? ` Did you mean --${meant}?` : ''}`, command);
}

function unknownCommand(typed: string): never {
  const meant = nearest(typed, commandTable.map(({ name }) => name));
  return usage(say`${typed} is not a command.${meant ? ` Did you mean: wizard ${meant}?` : ''}`, undefined);
}

function optionValue(name: OptionName, typed: string, value: string | undefined, command: CommandRow | undefined): string | number {
  const { kind, choices, value: placeholder } = optionTable[name];
  const wanted = say`${typed} needs a value: ${typed} ${choices ? choices.join('|') : placeholder}`;
  // A value that looks like an option of ours is an option whose value was forgotten before it.
  if (value === undefined || value === '' || /^--?[a-z]/.test(value)) return usage(say`${wanted}.`, command);
  if (choices && !choices.includes(value)) {
    const meant = nearest(value, choices);
    return usage(say`${typed} knows ${choices.join(', ')}; “${value}” is none of them.${meant ? ` Did you mean ${meant}?` : ''}`, command);
  }
  if (kind === 'number') return /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : usage(say`${typed} needs a number; “${value}” is none.`, command);
  if (kind === 'duration') return readDuration(value) ?? usage(say`${typed} needs a duration such as 30s, 5m or 1h; “${value}” is none.`, command);
  return value;
}

function checkPositionals(command: CommandRow, given: readonly string[]): void {
  for (const [index, { name, required, choices }] of command.positionals.entries()) {
    const value = given[index];
    if (value === undefined && required) usage(say`wizard ${command.name} needs ${choices ? `one of ${choices.join(', ')}` : name}.`, command);
    if (value !== undefined && choices && !choices.includes(value)) {
      const meant = nearest(value, choices);
      usage(say`wizard ${command.name} knows ${choices.join(', ')}; “${value}” is none of them.${meant ? ` Did you mean ${meant}?` : ''}`, command);
    }
  }
  const most = command.positionals.some(({ many }) => many) ? Infinity : command.positionals.length;
  if (given.length > most) usage(say`wizard ${command.name} does not know what to do with “${given[most]}”.`, command);
}

function usage(what: Text, command: CommandRow | undefined): never {
  return fail({ code: 'usage', what, todo: [command ? `wizard ${command.name} --help` : 'wizard --help'], exit: 2 });
}
