import { commonOptions, optionTable, type OptionName } from '../options.ts';
import { commandTable, startOptions, type CommandRow } from '../table.ts';

/** An option as a shell completes it: what may follow it, and whether that is a file. */
export type OptionWord = { readonly name: string; readonly summary: string; readonly takes: 'nothing' | 'choice' | 'file' | 'folder' | 'text'; readonly choices: readonly string[] };

/** A command as a shell completes it; the empty name stands for no command yet. */
export type CommandWord = {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWord[];
  /** What its words may be, in order; the last stands for all that follow where `many` is set. */
  readonly positionals: readonly { readonly takes: 'choice' | 'file' | 'onboarding' | 'text'; readonly choices: readonly string[]; readonly many: boolean }[];
};

/** The two tables as all four shells need them: the program itself first, then its commands. */
export function completionWords(): readonly CommandWord[] {
  const commands = commandTable.map(({ name, summary, options, positionals }) => ({ name, summary, options: optionWords(options), positionals: positionals.map(positionalWord) }));
  return [{ name: '', summary: '', options: optionWords(startOptions), positionals: [{ takes: 'choice', choices: commandTable.map(({ name }) => name), many: false }] }, ...commands];
}

function optionWords(names: readonly OptionName[]): OptionWord[] {
  return [...names, ...commonOptions].map((name) => {
    const { kind, summary, choices = [], value } = optionTable[name];
    const takes = kind === 'flag' ? 'nothing' : choices.length > 0 ? 'choice' : value === 'FILE' ? 'file' : value === 'DIRECTORY' ? 'folder' : 'text';
    return { name: `--${name}`, summary, takes, choices };
  });
}

function positionalWord({ choices = [], complete, many = false }: CommandRow['positionals'][number]): CommandWord['positionals'][number] {
  return { takes: choices.length > 0 ? 'choice' : (complete ?? 'text'), choices, many };
}
