import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellScripts } from '../../source/commands/completion.ts';
import { commandTable } from '../../source/commands/table.ts';
import { completionWords } from '../../source/commands/shells/words.ts';

const folder = mkdtempSync(join(tmpdir(), 'completion '));
const scripts = Object.entries(shellScripts).map(([shell, script]) => {
  const file = join(folder, `wizard.${shell}`);
  writeFileSync(file, script(completionWords()));
  return [shell, file] as const;
});
const has = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

/** What bash offers for a line, the cursor at its end; `wizard list` answers with two onboardings. */
function offered(line: string): string[] {
  const words = line.split(' ');
  const program = `
    wizard() { echo '{"v":1,"type":"list","onboardings":[{"name":"contoso-euw1","account":"1"},{"name":"fabrikam","account":"2"}]}'; }
    source "$1"; shift
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}
    _wizard; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program, 'bash', join(folder, 'wizard.bash'), ...words], { encoding: 'utf8', cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter(Boolean);
}

describe.skipIf(!has('bash'))('completion in bash', () => {
  it.each([
    ['wizard ', commandTable.map(({ name }) => name)],
    ['wizard re', ['resume', 'report']],
    ['wizard run --un', ['--until']],
    ['wizard run --until im', ['import', 'image']],
    ['wizard run --config a.yaml --form', ['--format']],
    ['wizard --format ', ['auto', 'lines', 'json']],
    ['wizard --sandbox stat', ['status']],
    ['wizard resume ', ['contoso-euw1', 'fabrikam']],
    ['wizard resume fab', ['fabrikam']],
    ['wizard --name x status con', ['contoso-euw1']],
    ['wizard config ', ['init', 'validate', 'schema']],
    ['wizard completion po', ['powershell']],
    ['wizard nothing ', []],
  ])('%j', (line, expected) => {
    expect(offered(line)).toEqual(expected);
  });

  it('offers files, blanks in their names included', () => {
    writeFileSync(join(folder, 'two words.yaml'), '');
    expect(offered('wizard run --config two')).toEqual(['two words.yaml']);
    expect(offered('wizard inspect wizard.b')).toEqual(['wizard.bash']);
    expect(offered('wizard config validate two')).toEqual(['two words.yaml']);
  });
});

describe('the completion scripts', () => {
  const checks: Readonly<Record<string, readonly [string, (file: string) => string[]]>> = {
    bash: ['bash', (file) => ['-n', file]],
    zsh: ['zsh', (file) => ['-n', file]],
    fish: ['fish', (file) => ['--no-execute', file]],
    powershell: ['pwsh', (file) => ['-NoProfile', '-Command', `$errors = $null; [void][System.Management.Automation.Language.Parser]::ParseFile('${file}', [ref]$null, [ref]$errors); exit $errors.Count`]],
  };
  for (const [shell, file] of scripts) {
    const [program = '', args = () => []] = checks[shell] ?? [];
    it.skipIf(!has(program))(`for ${shell} has no mistake of syntax`, () => {
      execFileSync(program, args(file), { stdio: 'pipe' });
    });
  }

  it.each(scripts.map(([shell]) => shell))('for %s knows every command, and every option of its own', (shell) => {
    const text = shellScripts[shell]?.(completionWords()) ?? '';
    for (const { name, options } of commandTable) {
      expect(text).toContain(name);
      for (const option of options) expect(text).toContain(option);
    }
  });
});
