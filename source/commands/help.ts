import { commonOptions, optionTable, type OptionName } from './options.ts';
import { commandTable, startOptions, type CommandRow } from './table.ts';
import { columns, wrapped } from '../layout.ts';
import { line, say, text, type Text } from '../text.ts';

/** The help of the program, or of one command, to fit `width` columns. */
export function helpText(command: CommandRow | undefined, width: number): Text {
  return text((command ? commandHelp(command, width) : programHelp(width)).join('\n'));
}

function programHelp(width: number): Text[] {
  return [
    ...wrapped(say`wizard brings your own Windows licences to Amazon WorkSpaces: from the first check to the first running WorkSpace.`, width),
    say``,
    say`Usage: wizard [COMMAND] [OPTIONS]`,
    say``,
    say`Commands:`,
    ...columns(commandTable.map(({ name, summary }) => [line(name), line(summary)]), width),
    say``,
    ...wrapped(say`Without a command it asks, and goes on with what is under way:`, width),
    ...columns(optionRows(startOptions), width),
    say``,
    say`Common options:`,
    ...columns(optionRows(commonOptions), width),
    say``,
    say`Exit codes:`,
    ...columns(exitCodes, width),
    say``,
    say`Try it with no AWS account:`,
    say`  wizard run --sandbox --config examples/onboarding.yaml`,
    say`One command in detail:`,
    say`  wizard run --help`,
  ];
}

function commandHelp({ name, about, positionals, options, set, examples, next }: CommandRow, width: number): Text[] {
  const words = positionals.map(({ name: word, required, many, choices }) => {
    const shown = `${choices ? choices.join('|') : word}${many ? '...' : ''}`;
    return required ? shown : `[${shown}]`;
  });
  return [
    ...wrapped(line(about), width),
    say``,
    ...wrapped(say`Usage: ${['wizard', name, ...words, '[OPTIONS]'].join(' ')}`, width, '  '),
    ...(options.length > 0 ? [say``, say`Options:`, ...columns(optionRows(options, set), width)] : []),
    say``,
    say`Common options:`,
    ...columns(optionRows(commonOptions), width),
    say``,
    examples.length === 1 ? say`Example:` : say`Examples:`,
    ...examples.flatMap(([command, does]) => [say`  ${command}`, ...wrapped(line(does), width - 6).map((row) => say`      ${row}`)]),
    say``,
    say`Next:`,
    say`  ${next}`,
  ];
}

function optionRows(names: readonly OptionName[], set?: string): [Text, Text][] {
  return names.map((name) => {
    const { value, summary, short } = optionTable[name];
    return [say`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`, line(name === 'set' ? (set ?? summary) : summary)];
  });
}

const exitCodes: readonly (readonly [Text, Text])[] = [
  [say`0`, say`done`],
  [say`1`, say`a step failed`],
  [say`2`, say`usage or configuration error`],
  [say`3`, say`waiting: resume later`],
  [say`4`, say`a requirement is not met`],
  [say`5`, say`the outcome of a call is unknown; a person must look`],
  [say`130`, say`interrupted; the state is saved`],
];
