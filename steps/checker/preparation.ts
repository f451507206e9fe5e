import { windowsRelease } from '../../source/knowledge/windows.ts';
import type { Work } from '../../source/step.ts';
import type { Answers } from './logs.ts';

/**
 * What a person does on the VM, in the order in which it works: updates before the checker switches them off, the snapshot
 * before Sysprep, the export from the snapshot. Sources: the BYOL page, its common errors, and what the checker tests.
 */
export function preparation({ answers }: Pick<Work<Partial<Answers>>, 'answers'>): string[] {
  const release = windowsRelease(answers.windows ?? '');
  const disk = release ? `${release.firmware} firmware, ${release.partitions} partitions` : 'UEFI and GPT for Windows 11, BIOS and MBR for Windows 10';
  return [
    `Install ${release?.title ?? 'Windows'} afresh (an upgraded system is refused) in English (United States): ${disk}, one disk of at most 70 GB with more than 20 GB free, no other drive, D: unused.`,
    'Install all Windows updates and restart until none is pending; activate against your own key management server.',
    'Use local accounts with passwords only: the VM is in no domain and not in Entra ID, nobody is signed in automatically. Make the local administrator WorkSpaces_BYOL.',
    'Remove antivirus (Defender may stay), VMware Tools, any PCoIP agent and standalone Office (Microsoft 365 apps may stay). Turn BitLocker off and wait until it is decrypted: manage-bde -status',
    'Free reserved storage, then restart: DISM /Online /Set-ReservedStorageState /State:Disabled',
    'Let every network adapter use DHCP, eject ISO files, and take a snapshot.',
    'Get the checker: https://tools.amazonworkspaces.com/ImageCompatibilityChecker.zip. In Windows PowerShell 5.1 as administrator: Set-ExecutionPolicy -Scope Process AllSigned, then .\\ImageCompatibilityChecker.exe, then Run Tests.',
    'Put right what failed, warnings included (the ingestion refuses them), and run the tests again until all pass.',
    'Switch fast startup off (powercfg /h off), shut down and take a snapshot. Start again and rehearse Sysprep with the checker; once it succeeds, go back to the snapshot: the VM is exported without Sysprep.',
    'Each of these in detail: wizard template checker-guide',
  ];
}
