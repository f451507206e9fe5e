import type { CommandWord, OptionWord } from './words.ts';

/** Completion for zsh: a function file for \`fpath\`, or to be sourced. */
export function zshScript(commands: readonly CommandWord[]): string {
  const [start, ...others] = commands;
  return `#compdef wizard
# wizard completion for zsh: source <(wizard completion zsh)
_wizard_names() {
  local -a names
  names=(\${(f)"$(wizard list --format json 2>/dev/null | tr '{,' '\\n\\n' | sed -n 's/^"name":"\\([^"]*\\)"$/\\1/p')"})
  compadd -a names
}
_wizard_commands() {
  local -a commands
  commands=(
${others.map(({ name, summary }) => `    '${name}:${quoted(summary).replaceAll(':', '\\:')}'`).join('\n')}
  )
  _describe 'command' commands
}
_wizard() {
  local context state line
  local -i index=2
  while (( index < CURRENT )) && [[ \${words[index]} == -* ]]; do (( index++ )); done
  if (( index >= CURRENT )); then
    _arguments ${(start?.options ?? []).map(argument).join(' ')} '1:command:_wizard_commands'
    return
  fi
  case \${words[index]} in
${others.map(({ name, options, positionals }) => `    ${name}) shift $(( index - 1 )) words; (( CURRENT -= index - 1 )); _arguments ${[...options.map(argument), ...positionals.map(place)].join(' ')} ;;`).join('\n')}
  esac
}
if [ "$funcstack[1]" = "_wizard" ]; then _wizard "$@"; else compdef _wizard wizard; fi
`;
}

function argument({ name, summary, takes, choices }: OptionWord): string {
  const after = { nothing: '', choice: `:value:(${choices.join(' ')})`, file: ':file:_files', folder: ':folder:_files -/', text: ':value:' }[takes];
  return `'${name === '--set' ? '*' : ''}${name}[${quoted(summary).replaceAll(/[[\]]/g, '\\$&')}]${after}'`;
}

function place({ takes, choices, many }: CommandWord['positionals'][number], index: number): string {
  const what = { choice: `value:(${choices.join(' ')})`, file: 'file:_files', onboarding: 'onboarding:_wizard_names', text: 'text:' }[takes];
  return `'${many ? '*' : index + 1}:${what}'`;
}

function quoted(words: string): string {
  return words.replaceAll("'", "'\\''");
}
