import type { CheckerTest } from '../tests.ts';

/**
 * The 26 tests of BYOL Checker 2.13.25 for Windows 10 and 11, named without `Test-BYOL_`. The log writes `[FAIL]` for
 * warnings and failures alike, so the severity stands here. The ingestion runs the same tests and fails at any warning
 * that is not marked `spared`.
 */
export const checkerTests: readonly CheckerTest[] = [
  { name: '64BitOS', severity: 'FAILED', code: 'Requires64BitOS', title: '64-bit Windows', failText: '', note: 'Its failure writes an empty line: a block without [SUCCESS] has failed.' },
  { name: 'AutoLogon', severity: 'WARNING', code: 'AutoLogonEnabled', title: 'No automatic sign-in', failText: 'AutoLogon turned on? - True', auto: true },
  { name: 'AutoMount', severity: 'WARNING', code: 'AutoMountDisabled', title: 'Automatic mounting of volumes', failText: 'Automount is Disabled', auto: true },
  { name: 'AVnotInstalled', severity: 'FAILED', code: 'AntiVirusInstalled', title: 'No antivirus but Defender', failText: 'Antivirus is installed. Detected' },
  { name: 'AzureDomainJoined', severity: 'FAILED', code: 'AzureDomainJoined', title: 'Not joined to Entra ID', failText: 'AzureAdJoined joined' },
  { name: 'BootMode_UEFI', severity: 'FAILED', code: 'UEFINotSupported', title: 'Windows 10 boots by BIOS', failText: 'UEFI Boot mode is not supported', family: '10' },
  { name: 'DHCPEnabledInterface', severity: 'FAILED', code: 'DHCPDisabled', title: 'Addresses by DHCP', failText: 'DHCP disabled' },
  { name: 'Disable_Updates', severity: 'WARNING', code: 'WindowsUpdatesEnabled', title: 'Windows Update off', failText: 'Update service status failed', auto: true },
  { name: 'DomainJoined', severity: 'FAILED', code: 'DomainJoined', title: 'Not joined to a domain', failText: 'System is domain joined' },
  { name: 'DriveLessThan80GB', severity: 'FAILED', code: 'DiskSizeExceeded', title: 'Disk smaller than 80 GB', failText: 'Attached drive size is greater' },
  { name: 'Firewall', severity: 'WARNING', code: 'FirewallEnabled', title: 'Public firewall profile off', failText: 'Public Firewall Profile is turned ON', auto: true },
  { name: 'FreeDiskSpace', severity: 'WARNING', spared: true, code: 'DiskFreeSpace', title: 'Free space on C:', failText: 'Free disk space is less than' },
  { name: 'GPTPartitions', severity: 'FAILED', code: 'IncompatiblePartitioning', title: 'MBR for Windows 10, GPT for Windows 11', failText: 'UEFI enabled OS' },
  { name: 'InPlaceUpgrade', severity: 'FAILED', code: 'InPlaceUpgrade', title: 'Never upgraded in place', failText: 'OS is Upgraded' },
  { name: 'LocalDrives', severity: 'FAILED', code: 'AdditionalDrivesAttached', title: 'C: is the only drive', failText: 'Wrong type of drives attached' },
  { name: 'MultipleBootPartition', severity: 'FAILED', code: 'MultipleBootPartition', title: 'One bootable partition', failText: 'Number of bootable partition' },
  { name: 'OfficeInstalled', severity: 'WARNING', spared: true, code: 'OfficeInstalled', title: 'No standalone Office', failText: 'Microsoft Office', note: 'What the checker\'s window shows for this test may be unreadable; the log counts.' },
  { name: 'OSRequirements', severity: 'FAILED', code: 'OSNotSupported', title: 'Windows 10 or 11 of a supported release', failText: 'is NOT Desktop type' },
  { name: 'PCoIP_Check', severity: 'WARNING', code: 'PCoIPAgentInstalled', title: 'No PCoIP agent', failText: 'PCoIP' },
  { name: 'PendingReboots', severity: 'FAILED', code: 'PendingReboot', title: 'No restart pending', failText: 'There are pending updates' },
  { name: 'PowershellVersion', severity: 'FAILED', code: 'OutdatedPowershellVersion', title: 'PowerShell 4 or later', failText: 'PowerShell Version is less' },
  { name: 'RealTimeUniversal', severity: 'WARNING', code: 'RealTimeUniversalDisabled', title: 'Clock kept in universal time', failText: 'RealTimeIsUniversal reg key installed - False', auto: true },
  { name: 'RearmCount', severity: 'FAILED', code: 'ZeroRearmCount', title: 'Windows can be generalised', failText: 'rearm count is not sufficient' },
  { name: 'VMWareTools', severity: 'FAILED', code: 'VMWareToolsInstalled', title: 'No VMware Tools', failText: '[FAIL] VMware Tools', note: 'It writes a [SUCCESS] for each other program first: any [FAIL] decides.' },
  { name: 'Workspaces_BYOLAccountDisabled', severity: 'WARNING', code: 'WorkspacesBYOLAccountDisabled', title: 'WorkSpaces_BYOL is enabled', failText: 'WorkSpaces_BYOL Account Disabled', auto: true },
  { name: 'Workspaces_BYOLAccountExist', severity: 'WARNING', code: 'WorkspacesBYOLAccountNotFound', title: 'WorkSpaces_BYOL exists', failText: 'Account Does Not Exist', auto: true },
];

/** Builds that BYOL Checker 2.13.25 (May 2024) takes for supported. */
export const knownBuilds: readonly number[] = [10586, 14393, 15063, 16299, 17134, 17763, 18362, 18363, 19041, 19042, 19043, 19044, 19045, 22000, 22621, 22631];

/** What the ingestion refuses and that checker never tests, by code. */
export const blindSpots: readonly { readonly code: string; readonly title: string; readonly look: string }[] = [
  { code: 'bitlocker', title: 'BitLocker', look: 'manage-bde -status' },
  { code: 'ReservedStorageInUse', title: 'reserved storage', look: 'Get-WindowsReservedStorageState' },
  { code: 'RestrictedDriveLetterInUse', title: 'D: in use', look: 'Get-Volume' },
  { code: 'MemoryIntegrityIncompatibility', title: 'memory integrity locked in UEFI', look: 'msinfo32' },
  { code: 'AppXPackagesInstalled', title: 'Store apps that stop Sysprep', look: 'rehearse Sysprep on the original VM' },
];

/** Keys of ImageInfo.txt that show a test not met, for logs that lack its block. */
export const infoChecks: readonly { readonly test: string; readonly key: string; readonly field?: string; readonly bad: (value: unknown) => boolean }[] = [
  { test: 'DomainJoined', key: 'partOfDomain', bad: (value) => value === true },
  { test: 'AutoLogon', key: 'AutoLogonTurnedOn', bad: (value) => value === true },
  { test: 'RealTimeUniversal', key: 'RealTimeIsUniversal', bad: (value) => value === false },
  { test: 'Firewall', key: 'Firewall', field: 'TurnedOn', bad: (value) => value === true },
  { test: 'DHCPEnabledInterface', key: 'NetworkAdapterUsingDHCP', bad: (value) => [value].flat().includes(false) },
  { test: 'Workspaces_BYOLAccountDisabled', key: 'WorkSpaces_BYOLAccount', field: 'Disabled', bad: (value) => value === true },
  { test: '64BitOS', key: 'OSArchitecture', bad: (value) => typeof value === 'string' && value.includes('32') },
];
