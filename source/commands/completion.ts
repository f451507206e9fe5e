import type { ExitCode } from '../problem.ts';
import { write } from '../screen.ts';
import { text } from '../text.ts';
import type { Context } from './context.ts';
import { bashScript } from './shells/bash.ts';
import { fishScript } from './shells/fish.ts';
import { powershellScript } from './shells/powershell.ts';
import { completionWords, type CommandWord } from './shells/words.ts';
import { zshScript } from './shells/zsh.ts';

/** A script for each shell that the table of commands names. */
export const shellScripts: Readonly<Record<string, (commands: readonly CommandWord[]) => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript };

/** `wizard completion SHELL`: prints the script that makes the Tab key know this program. */
export async function run({ positionals, stdout }: Context): Promise<ExitCode> {
  const script = shellScripts[positionals[0] ?? ''];
  if (!script) throw new TypeError('the table lets no other shell through');
  write(stdout, text(script(completionWords())));
  return 0;
}
