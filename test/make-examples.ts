import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkerLog, imageInfo, readyBlocks, withLines } from './image/write/checker-log.ts';
import { ova, ovf } from './image/write/ova.ts';
import { streamOptimized } from './image/write/vmdk.ts';
import { windows11 } from './image/write/windows.ts';

/** Makes the examples that no editor can: `node test/make-examples.ts` writes the same bytes on every machine. */

const gibi = 2 ** 30;
const exported = new Date('2026-11-20T09:41:00Z');
const checked = new Date('2026-11-20T09:14:02Z');
const log = 'BYOLPrevalidationlog2026-11-20_091402.txt';

/** The example files by their paths under `examples/`. */
export function exampleFiles(): Map<string, Buffer> {
  return new Map([
    ['win11.ova', windows11Ova()],
    [`checker/${log}`, checkerLog(checked, [readyBlocks])],
    ['checker/ImageInfo.txt', imageInfo(ready)],
    [`checker-failing/${log}`, checkerLog(checked, [withLines(readyBlocks, { ...failing, Disable_Updates: [' [FAIL] Update service status failed'] }), withLines(readyBlocks, failing)])],
    ['checker-failing/ImageInfo.txt', imageInfo({ ...ready, Firewall: { Type: 'Public', TurnedOn: true }, VMWareToolsInstalled: 'VMware Tools', RealTimeIsUniversal: false, FreeSpaceOnCDrive: 17.8, Drives: { ...ready.Drives, FreeSpace: 19112604467 } })],
  ]);
}

/** A machine with a disk of 60 GiB as vSphere exports it, before Sysprep; its C: holds a boot sector and nothing else. */
function windows11Ova(): Buffer {
  const file = 'win11-disk1.vmdk';
  const disk = streamOptimized(windows11(60 * gibi), { name: file });
  const envelope = ovf({ disks: [{ file, bytes: disk.length, capacity: 60 }] });
  return ova('win11', envelope, [{ name: file, bytes: disk }], exported.getTime() / 1000);
}

/** The second run still fails these; the first one failed Windows Update too. */
const failing = {
  AVnotInstalled: [' [FAIL] Antivirus is installed. Detected : Contoso Endpoint Protection'],
  Firewall: [' [FAIL] Public Firewall Profile is turned ON'],
  FreeDiskSpace: [' [FAIL] Free disk space is less than 20 GB : 17.8'],
  RealTimeUniversal: [' [FAIL] RealTimeIsUniversal reg key installed - False'],
  VMWareTools: [' Microsoft Edge =[SUCCESS]>', ' VMware Tools =[SUCCESS]>', ' [FAIL] VMware Tools'],
};

const ready = {
  'WorkSpaces_BYOLAccount.Disabled': false,
  NetworkAdapterUsingDHCP: true,
  FreeSpaceOnCDrive: 31.4,
  partOfDomain: false,
  Firewall: { Type: 'Public', TurnedOn: false },
  VMWareToolsInstalled: 'Microsoft Edge WebView2 Runtime',
  Drives: { DeviceID: 'C:', DriveType: 3, FreeSpace: 33715470336, Size: 63514341376, VolumeName: '' },
  Partitions: [
    { Name: 'Disk #0, Partition #0', Type: 'GPT: System', BootPartition: true, Size: 104857600 },
    { Name: 'Disk #0, Partition #1', Type: 'GPT: Basic Data', BootPartition: false, Size: 63514345472 },
    { Name: 'Disk #0, Partition #2', Type: 'GPT: Unknown', BootPartition: false, Size: 786432000 },
  ],
  AutoLogonTurnedOn: false,
  RealTimeIsUniversal: true,
  OSArchitecture: '64-bit',
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../examples/', import.meta.url));
  for (const [path, bytes] of exampleFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    process.stdout.write(`${path} ${bytes.length} bytes\n`);
  }
}
