import type { ErrorEntry } from '../catalogue.ts';

/** Trouble inside the VM: the checker itself and Sysprep. */
export const guestErrors: readonly ErrorEntry[] = [
  {
    id: 'checker.powershell-7', match: [{ text: "'Get-WmiObject' is not recognized" }, { text: 'Get-WmiObject' }],
    step: 'checker', what: 'The BYOL Checker was started in PowerShell 7, which has no Get-WmiObject.',
    causes: ['PowerShell 7 (pwsh) is the default in Windows Terminal.'],
    fix: ['Open Windows PowerShell 5.1 as administrator (powershell.exe) and run the checker there.'], source: ['checker'],
  },
  {
    id: 'checker.execution-policy', match: [{ text: 'running scripts is disabled on this system' }, { text: 'is not digitally signed' }],
    step: 'checker', what: 'PowerShell\'s execution policy keeps the script from running.',
    causes: ['The policy is Restricted or AllSigned.'],
    fix: ['As administrator, for this window only: Set-ExecutionPolicy -Scope Process Bypass', 'If a group policy forbids it, take the VM out of that policy first.'], source: ['byol-2020', 'byol'],
  },
  {
    id: 'sysprep.appx', match: [{ text: 'was installed for a user, but not provisioned for all users' }, { text: /sysprp.{0,120}package/ }],
    step: 'checker', what: 'A Store app that only one user has stops Sysprep.',
    causes: ['The Store updated the app for the signed-in user (OneDrive, Widgets, Notepad++, Terminal and others).'],
    fix: ['The package\'s name is in the message. Remove it for every user: Get-AppxPackage -AllUsers NAME | Remove-AppxPackage -AllUsers', 'Switch off automatic Store updates, restart, rehearse Sysprep again.'], source: ['appx-report', 'byol-2020'],
  },
  {
    id: 'sysprep.remove-apps', match: [{ text: 'Failed to remove apps for the current user' }, { text: '0x80073cf2' }],
    step: 'checker', what: 'Sysprep could not remove the Store apps of the current user.',
    causes: ['A Store app is installed for one user but not provisioned for all.'],
    fix: ['Read the package\'s name in C:\\Windows\\System32\\Sysprep\\Panther\\setupact.log and remove it for every user.', 'Rehearse Sysprep again.'], source: ['appx-report'],
  },
  {
    id: 'sysprep.optimiser', match: [{ text: /(?:optimi[sz](?:er|ation tool)|winutil|debloat)/ }],
    step: 'checker', what: 'A clean-up tool removed apps from the system but left the user\'s copies.',
    causes: ['It removed the provisioned package first; the copy of each user stays and stops Sysprep.'],
    fix: ['Remove the package for every user first, then the provisioned one. Better: no optimiser before the image exists.'], source: ['optimiser-report'], confidence: 'observed',
  },
  {
    id: 'sysprep.failed', match: [{ text: 'Sysprep was not able to validate your Windows installation' }, { text: 'setuperr.log' }, { text: 'setupact.log' }],
    step: 'checker', what: 'Sysprep failed in the rehearsal.',
    causes: ['A Store app of one user.', 'BitLocker, reserved storage or a pending update.', 'The rearm count is 0.'],
    fix: ['Read C:\\Windows\\System32\\Sysprep\\Panther\\setuperr.log and give the line to "wizard explain".', 'Go back to the snapshot taken before Sysprep, repair, take a new snapshot, rehearse again.'], source: ['byol-2020', 'sysprep'],
  },
];
