/** One test's part of a checker log: the lines between its beginning and its end. A line that starts with `|` has no time stamp. */
export type LogBlock = { readonly test: string; readonly lines: readonly string[] };

const success = (text: string) => ` [SUCCESS] ${text}`;

/** What each of the 26 tests writes on a machine that is ready, in the order in which they run. The wording is ours. */
export const readyBlocks: readonly LogBlock[] = [
  { test: '64BitOS', lines: [success('System type: x64-based PC')] },
  { test: 'AutoLogon', lines: [success('AutoLogon turned on? - False')] },
  { test: 'AutoMount', lines: [success('Automount is Enabled')] },
  { test: 'AVnotInstalled', lines: [success('No antivirus but Windows Defender')] },
  { test: 'AzureDomainJoined', lines: [success('AzureAdJoined : NO')] },
  { test: 'BootMode_UEFI', lines: [success('Boot mode is supported by this Windows')] },
  { test: 'DHCPEnabledInterface', lines: [success('DHCP enabled on Intel(R) 82574L Gigabit Network Connection')] },
  { test: 'Disable_Updates', lines: [success('Windows Update: Disabled, Windows Modules Installer: Manual')] },
  { test: 'DomainJoined', lines: [success('System is in a workgroup')] },
  { test: 'DriveLessThan80GB', lines: [success('Attached drive size is 60 GB')] },
  { test: 'Firewall', lines: [success('Public Firewall Profile is turned OFF')] },
  { test: 'FreeDiskSpace', lines: [success('Free disk space is 31.4 GB')] },
  {
    test: 'GPTPartitions',
    lines: [
      ' Partitions:',
      '|',
      '|NumberOfBlocks       : 204800',
      '|BootPartition        : True',
      '|Name                 : Disk #0, Partition #0',
      '|Type                 : GPT: System',
      '|',
      '|NumberOfBlocks       : 124051456',
      '|BootPartition        : False',
      '|Name                 : Disk #0, Partition #1',
      '|Type                 : GPT: Basic Data',
      '|',
      success('GPT partitions on a UEFI system'),
    ],
  },
  { test: 'InPlaceUpgrade', lines: [success('OS is a clean installation')] },
  {
    test: 'LocalDrives',
    lines: [' Drives:', '|', '|DeviceID     : C:', '|DriveType    : 3', '|ProviderName : ', '|FreeSpace    : 33715470336', '|Size         : 63514341376', '|VolumeName   : ', '|', success('One local drive attached')],
  },
  { test: 'MultipleBootPartition', lines: [success('One boot partition')] },
  { test: 'OfficeInstalled', lines: [success('No Office product found')] },
  { test: 'OSRequirements', lines: [success('Desktop type, version 10.0.26100')] },
  { test: 'PCoIP_Check', lines: [success('Agent not installed')] },
  { test: 'PendingReboots', lines: [success('No updates pending')] },
  { test: 'PowershellVersion', lines: [success('PowerShell Version is 5')] },
  { test: 'RealTimeUniversal', lines: [success('RealTimeIsUniversal reg key installed - True')] },
  { test: 'RearmCount', lines: [success('Remaining rearm count is 3')] },
  { test: 'VMWareTools', lines: [' Microsoft Edge =[SUCCESS]>', ' Microsoft Edge WebView2 Runtime =[SUCCESS]>', success('VMware Tools not found')] },
  { test: 'Workspaces_BYOLAccountDisabled', lines: [success('WorkSpaces_BYOL Account Disabled - False')] },
  { test: 'Workspaces_BYOLAccountExist', lines: [success('WorkSpaces_BYOL Account Exists')] },
];

/** The same run with the lines of some tests replaced. */
export function withLines(blocks: readonly LogBlock[], replaced: Readonly<Record<string, readonly string[]>>): LogBlock[] {
  return blocks.map((block) => ({ test: block.test, lines: replaced[block.test] ?? block.lines }));
}

/** A log of one or more runs, as the checker's PowerShell script writes it: UTF-16LE with BOM and CRLF. `start` is UTC. */
export function checkerLog(start: Date, runs: readonly (readonly LogBlock[])[]): Buffer {
  let time = start.getTime();
  const stamp = () => {
    const [, year, month, day, clock] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(new Date(time).toISOString()) ?? [];
    return `${month}/${day}/${year} ${clock}`;
  };
  const rows = [`${stamp()} Disabled hibernation`];
  for (const run of runs) {
    time += 98_000;
    rows.push(`${stamp()} ${stamp()}`);
    for (const { test, lines } of run) {
      time += 1000;
      rows.push(`${stamp()} Beginning test : Test-BYOL_${test}`);
      rows.push(...lines.map((line) => (line.startsWith('|') ? line.slice(1) : `${stamp()} ${line}`)));
      rows.push(`${stamp()} Ending test : Test-BYOL_${test}`);
    }
  }
  return powershellText(rows);
}

/** What the checker knows of the machine: an object in the layout of Windows PowerShell's ConvertTo-Json. */
export function imageInfo(values: Readonly<Record<string, unknown>>): Buffer {
  const json = JSON.stringify(values, undefined, 4).replace(/^( +"[^"]+":) /gm, '$1  ');
  return powershellText(json.split('\n'));
}

function powershellText(rows: readonly string[]): Buffer {
  return Buffer.from(`\ufeff${rows.join('\r\n')}\r\n`, 'utf16le');
}
