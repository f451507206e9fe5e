import { commonOptions, optionTable, type OptionName } from './options.ts';
import { commandTable, startOptions, type CommandRow } from './table.ts';
import { columns, wrapped } from '../layout.ts';

/** The help of the program, or of one command, to fit `width` columns. */
export function helpText(command: CommandRow | undefined, width: number): string {
  return (command ? commandHelp(command, width) : programHelp(width)).join('\n');
}

function programHelp(width: number): string[] {
  return [
    ...wrapped('wizard brings your own Windows licences to Amazon WorkSpaces: from the first check to the first running WorkSpace.', width),
    '',
    'Usage: wizard [COMMAND] [OPTIONS]',
    '',
    'Commands:',
    ...columns(commandTable.map(({ name, summary }) => [name, summary]), width),
    '',
    ...wrapped('Without a command it asks, and goes on with what is under way:', width),
    ...columns(optionRows(startOptions), width),
    '',
    'Common options:',
    ...columns(optionRows(commonOptions), width),
    '',
    'Exit codes:',
    ...columns(exitCodes, width),
    '',
    'Try it with no AWS account:',
    '  wizard run --sandbox --config examples/onboarding.yaml',
    'One command in detail:',
    '  wizard run --help',
  ];
}

function commandHelp({ name, about, positionals, options, set, examples, next }: CommandRow, width: number): string[] {
  const words = positionals.map(({ name: word, required, many, choices }) => {
    const shown = `${choices ? choices.join('|') : word}${many ? '...' : ''}`;
    return required ? shown : `[${shown}]`;
  });
  return [
    ...wrapped(about, width),
    '',
    ...wrapped(`Usage: ${['wizard', name, ...words, '[OPTIONS]'].join(' ')}`, width, '  '),
    ...(options.length > 0 ? ['', 'Options:', ...columns(optionRows(options, set), width)] : []),
    '',
    'Common options:',
    ...columns(optionRows(commonOptions), width),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.flatMap(([command, does]) => [`  ${command}`, ...wrapped(does, width - 6).map((line) => `      ${line}`)]),
    '',
    'Next:',
    `  ${next}`,
  ];
}

function optionRows(names: readonly OptionName[], set?: string): [string, string][] {
  return names.map((name) => {
    const { value, summary, short } = optionTable[name];
    return [`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`, name === 'set' ? (set ?? summary) : summary];
  });
}

const exitCodes: readonly (readonly [string, string])[] = [
  ['0', 'done'],
  ['1', 'a step failed'],
  ['2', 'usage or configuration error'],
  ['3', 'waiting: resume later'],
  ['4', 'a requirement is not met'],
  ['5', 'the outcome of a call is unknown; a person must look'],
  ['130', 'interrupted; the state is saved'],
];
