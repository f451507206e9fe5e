import type { CommandWord, OptionWord } from './words.ts';

/** Completion for fish 3. */
export function fishScript(commands: readonly CommandWord[]): string {
  const [start, ...others] = commands;
  const names = others.map(({ name }) => name).join(' ');
  return `# wizard completion for fish: wizard completion fish > ~/.config/fish/completions/wizard.fish
function __wizard_names
    wizard list --format json 2>/dev/null | string match --all --regex --groups-only '"name":"([^"]*)"'
end
complete -c wizard -f
${others.map(({ name, summary }) => `complete -c wizard -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d ${quoted(summary)}`).join('\n')}
${(start?.options ?? []).map((option) => line(`not __fish_seen_subcommand_from ${names}`, option)).join('\n')}
${others.flatMap((command) => commandLines(command)).join('\n')}
`;
}

function commandLines({ name, options, positionals }: CommandWord): string[] {
  const seen = `__fish_seen_subcommand_from ${name}`;
  const first = positionals.map(({ takes, choices }) => {
    if (takes === 'choice') return `complete -c wizard -n ${quoted(`${seen}; and not __fish_seen_subcommand_from ${choices.join(' ')}`)} -a ${quoted(choices.join(' '))}`;
    if (takes === 'onboarding') return `complete -c wizard -n '${seen}' -a '(__wizard_names)'`;
    return takes === 'file' ? `complete -c wizard -n '${seen}' -F` : '';
  });
  return [...first.filter(Boolean), ...options.map((option) => line(seen, option))];
}

function line(when: string, { name, summary, takes, choices }: OptionWord): string {
  const value = { nothing: '', choice: ` -x -a ${quoted(choices.join(' '))}`, file: ' -r -F', folder: " -x -a '(__fish_complete_directories)'", text: ' -x' }[takes];
  return `complete -c wizard -n '${when}' -l ${name.slice(2)}${value} -d ${quoted(summary)}`;
}

function quoted(words: string): string {
  return `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
