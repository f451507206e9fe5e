import { opendir, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Finding } from '../step.ts';
import { line } from '../text.ts';
import type { ImageFile } from './file.ts';

const settleMilliseconds = 10_000;
const shutDown = 'Shut the virtual machine down, close the hypervisor and wait for the export to end, then run this again.';

/**
 * Signs that a program still works on the file: VMware's `.lck` entries beside it, locks that Linux knows of (qemu takes
 * them), a name that only unfinished copies have, a change within the last seconds. A hypervisor on Windows refuses to
 * share the file at all, which shows when it is opened.
 */
export async function heldSigns(file: ImageFile, now: number, platform: NodeJS.Platform = process.platform): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const lock of await vmwareLocks(file.path)) {
    const own = lock === `${file.name}.lck`;
    found.push({
      rule: 'image.held-vmware',
      level: 'warning',
      title: `${line(lock)} lies beside the file: ${own ? 'VMware has this disk open' : 'a virtual machine of this folder is open in VMware'}, or was when it crashed.`,
      fix: `${shutDown} If VMware is closed, delete ${line(lock)}.`,
      certainty: own ? 'seen' : 'inferred',
    });
  }
  const lock = platform === 'linux' ? linuxLock(await readFile('/proc/locks', 'utf8').catch(() => ''), file.device, file.inode) : undefined;
  if (lock) {
    found.push({
      rule: 'image.held-lock',
      level: 'warning',
      title: lock === 'write' ? 'Another program has the file locked for writing.' : 'Another program has a lock on the file.',
      fix: `${shutDown} To see who: lsof ${line(file.path)}`,
      certainty: 'seen',
    });
  }
  if (/\.(part|partial|crdownload|download|filepart|tmp)$/i.test(file.name)) {
    found.push({ rule: 'image.unfinished-name', level: 'warning', title: `${line(file.name)} has the name of an unfinished copy.`, fix: 'Wait until the copy has ended and name the finished file.', certainty: 'inferred' });
  }
  const age = now - file.modified;
  if (age >= 0 && age < settleMilliseconds) {
    found.push({
      rule: 'image.just-written',
      level: 'warning',
      title: `The file was changed ${Math.floor(age / 1000)} seconds ago: the export may still be going on.`,
      fix: 'Wait until the export has ended, then run this again.',
      certainty: 'inferred',
    });
  }
  return found;
}

/** The warning that the file changed while it was inspected, when it did. */
export async function changedMeanwhile(file: ImageFile): Promise<Finding[]> {
  const now = await file.again();
  if (now.bytes === file.bytes && now.modified === file.modified) return [];
  return [
    {
      rule: 'image.changing',
      level: 'warning',
      title: now.bytes === file.bytes ? 'The file was written to while it was inspected.' : `The file's size changed from ${file.bytes} to ${now.bytes} bytes while it was inspected.`,
      fix: shutDown,
      certainty: 'seen',
    },
  ];
}

/** `.lck` entries that concern this file: its own, and those of a machine (`.vmx.lck`) in the same folder. */
async function vmwareLocks(path: string): Promise<string[]> {
  const own = `${basename(path)}.lck`;
  const locks: string[] = [];
  try {
    let left = 2000;
    for await (const entry of await opendir(dirname(path))) {
      if (entry.name === own || entry.name.toLowerCase().endsWith('.vmx.lck')) locks.push(entry.name);
      left -= 1;
      if (left === 0) break;
    }
  } catch {
    // A folder that may not be listed says nothing; the file itself could be opened.
  }
  return locks.sort();
}

/**
 * What `/proc/locks` says of a file. Its lines read `1: OFDLCK ADVISORY READ 123 08:02:1234 100 101`; device numbers are
 * hexadecimal. qemu marks its rights by read locks on single bytes from 100 on: byte 101 is the right to write.
 */
export function linuxLock(locks: string, device: number, inode: number): 'write' | 'other' | undefined {
  const major = ((device >>> 8) & 0xfff).toString(16).padStart(2, '0');
  const minor = ((device & 0xff) | ((Math.floor(device / 2 ** 12)) & 0xfff00)).toString(16).padStart(2, '0');
  const file = ` ${major}:${minor}:${inode} `;
  const ours = locks.split('\n').filter((row) => row.includes(file));
  if (ours.length === 0) return undefined;
  const writes = ours.some((row) => {
    const range = /(\d+) (\d+|EOF)$/.exec(row.trim());
    const qemu = /OFDLCK|POSIX/.test(row) && range !== null && Number(range[1]) >= 100 && Number(range[1]) <= 101 && Number(range[2]) >= 101 && Number(range[2]) < 200;
    return / WRITE /.test(row) || qemu;
  });
  return writes ? 'write' : 'other';
}
