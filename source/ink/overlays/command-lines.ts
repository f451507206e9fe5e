import { line, type Text } from '../../text.ts';
import { chopped, columnsOf } from '../width.ts';

/** A command as rows of a screen. `whole`: what is selected on the screen with a mouse is the command too. */
export type CommandLines = { readonly lines: readonly Text[]; readonly whole: boolean };

/**
 * A command in lines of at most `columns` columns that can still be copied: broken only between its words, with the sign by
 * which the shell of `platform` reads on (`\`, or a backtick in PowerShell). Not whole where a word is longer than a line, or
 * where nothing may be broken (behind `--%`).
 */
export function commandLines(command: Text, columns: number, platform: NodeJS.Platform): CommandLines {
  if (columnsOf(command) <= columns) return { lines: [command], whole: true };
  const isPowerShell = platform === 'win32';
  const sign = isPowerShell ? '`' : '\\';
  const words = isPowerShell && command.includes(' --% ') ? undefined : wordsOf(command, isPowerShell);
  if (!words || words.some((word) => columnsOf(word) + 4 > columns)) return { lines: chopped(command, columns).map(line), whole: false };
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    const begins = current === '' ? (lines.length === 0 ? word : `  ${word}`) : `${current} ${word}`;
    if (current !== '' && columnsOf(begins) + 2 > columns) {
      lines.push(`${current} ${sign}`);
      current = `  ${word}`;
    } else current = begins;
  }
  return { lines: [...lines, current].map(line), whole: true };
}

/** The words of a command as a shell divides it: blanks in quotes divide nothing. */
function wordsOf(command: string, isPowerShell: boolean): string[] {
  const words = [''];
  let quote = '';
  for (let index = 0; index < command.length; index += 1) {
    const character = command.charAt(index);
    if (quote === '' && character === ' ') {
      words.push('');
      continue;
    }
    words[words.length - 1] += character;
    if (quote === '' && !isPowerShell && character === '\\') words[words.length - 1] += command.charAt(++index);
    else if (quote === '' && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = '';
  }
  return words.filter(Boolean);
}
