import { line, type Text } from '../../text.ts';

/** Something in a list of instructions that is copied rather than read: `at` is the instruction it stands in. */
export type Command = { readonly at: number; readonly words: Text; /** It is the whole instruction. */ readonly whole: boolean };

/** How commands begin: programs of the process, a program named by its path, a cmdlet, a PowerShell variable. */
const begins =
  /^(?:(?:aws|wizard|npx|npm|sudo|ovftool|qemu-img|virsh|virt-\w+|VBoxManage|vboxmanage|xe|manage-bde|powercfg|powershell|pwsh|DISM|dism|w32tm|timedatectl|sntp|shutdown|msinfo32|robocopy|scp|rsync|curl)\s|\.\\\w|& '|\$\w+ = |(?:Add|Checkpoint|Clear|Convert|Copy|Disable|Dismount|Enable|Expand|Export|Get|Import|Install|Invoke|Mount|Move|New|Optimize|Remove|Rename|Resize|Restart|Restore|Set|Start|Stop|Suspend|Test|Uninstall|Unblock|Update)-[A-Z]\w+(?:\s|$))/;
/** A sentence, or a second thing to do, goes on after it. */
const proseAfter = /[.!?] |, then |[a-z]\.$/;
const address = /https:\/\/[^\s()<>"“”]+[^\s()<>"“”.,;:]/;

/**
 * What can be copied from instructions: those that are a command (indented, or beginning like one), the command after a colon
 * at the end of a sentence, and web addresses. What stands behind several blanks is another part, or a remark in brackets.
 */
export function commandsIn(instructions: readonly string[]): readonly Command[] {
  return instructions.flatMap((instruction, at): Command[] => {
    const words = line(instruction);
    if (/^ {4}/.test(words)) return words.trim() === '' ? [] : [{ at, words: line(words.trim()), whole: true }];
    const parts = words.trim().split(/\s{2,}/).filter((part) => !part.startsWith('('));
    return parts.flatMap((part): Command[] => {
      const bare = part.replace(/^(?:or|then|and):? /i, '');
      if (isCommand(bare)) return [{ at, words: line(bare), whole: bare === words.trim() }];
      const tail = (/: (.*)$/.exec(part)?.[1] ?? '').split(': ').at(-1) ?? '';
      if (isCommand(tail)) return [{ at, words: line(tail), whole: false }];
      const found = address.exec(part)?.[0];
      return found ? [{ at, words: line(found), whole: false }] : [];
    });
  });
}

function isCommand(words: string): boolean {
  return begins.test(words) && !proseAfter.test(words);
}
