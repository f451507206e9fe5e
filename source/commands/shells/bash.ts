import type { CommandWord } from './words.ts';

/** Completion for bash 3.2 and later: no package needed. */
export function bashScript(commands: readonly CommandWord[]): string {
  const values = new Map(commands.flatMap(({ options }) => options).map((option) => [option.name, option]));
  const taking = [...values.values()].filter(({ takes }) => takes !== 'nothing');
  return `# wizard completion for bash: source <(wizard completion bash)
_wizard_names() {
  wizard list --format json 2>/dev/null | tr '{,' '\\n\\n' | sed -n 's/^"name":"\\([^"]*\\)"$/\\1/p'
}
_wizard() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' index word place=0 options words=''
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case "$word" in
      ${taking.map(({ name }) => name).join('|')}) ((index++)) ;;
      -*) ;;
      *) if [ -z "$command" ]; then command="$word"; else ((place++)); fi ;;
    esac
  done
  case "$previous" in
${taking.map(({ name, takes, choices }) => `    ${name}) ${takes === 'choice' ? reply(choices.join(' ')) : takes === 'file' ? files : takes === 'folder' ? folders : ''}return ;;`).join('\n')}
  esac
  case "$command" in
${commands.map((command) => `    ${command.name || "''"}) options='${command.options.map(({ name }) => name).join(' ')}'\n${places(command)} ;;`).join('\n')}
    *) return ;;
  esac
  if [[ "$current" == -* ]]; then words="$options"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _wizard wizard
`;
}

const files = "local IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$current\")); ";
const folders = "local IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$current\")); ";

function reply(words: string): string {
  return `COMPREPLY=($(compgen -W '${words}' -- "$current")); `;
}

function places({ positionals }: CommandWord): string {
  const cases = positionals.flatMap(({ takes, choices, many }, index) => {
    const pattern = many ? '*' : String(index);
    if (takes === 'choice') return [`${pattern}) words='${choices.join(' ')}' ;;`];
    if (takes === 'onboarding') return [`${pattern}) words="$(_wizard_names)" ;;`];
    return takes === 'file' ? [`${pattern}) if [[ "$current" != -* ]]; then ${files}return; fi ;;`] : [];
  });
  return cases.length === 0 ? '     ' : `      case "$place" in ${cases.join(' ')} esac`;
}
