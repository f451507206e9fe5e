import { rule } from '../knowledge/rules.ts';
import { say, type Text } from '../text.ts';

/** The first words: what this is, what it takes, what to have at hand, and what can not be undone. */
export function preface(sandbox: boolean, now: number): Text[] {
  return [
    ...(sandbox ? [say`SANDBOX: a simulated AWS inside this program. Nothing leaves this machine, nothing costs anything.`] : []),
    say`This brings your own Windows licences to Amazon WorkSpaces, from the first check to the first running WorkSpace.`,
    say`Time: one to three days, most of it waiting for AWS. You can leave at any moment and come back: the state is saved.`,
    say`Cost: the upload's storage, the image's Office if you want it, and the WorkSpaces; each is named before it is made. AWS asks for at least ${rule('eligibility.minimum-workspaces', now).value} WorkSpaces a month.`,
    say`At hand: AWS credentials, the Windows VM and its hypervisor, your network team's address plan, the directory.`,
    say`For ever: the management network range. Nothing of it is sent until you have typed the exact value.`,
  ];
}
