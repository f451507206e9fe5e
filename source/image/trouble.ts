import type { Problem } from '../problem.ts';
import { line } from '../text.ts';
import { isWindowsPath } from '../path.ts';

const again = 'Run `wizard inspect` on the new file before going on.';

/** The file ends before its own structure does. */
export function truncated(name: string, detail?: string): Problem {
  return {
    code: 'image.truncated',
    what: `${line(name)} is cut short${detail ? `: ${line(detail)}` : ''}.`,
    causes: ['The export or the copy stopped before its end, or is still going on.', 'The disk or share that it was written to was full.'],
    todo: ['Export or copy the file again, wait until it has ended, and compare the sizes at both ends.', again],
    back: 'export',
    exit: 4,
  };
}

/** The file's structure contradicts itself. `detail` is a clause without a full stop. */
export function damaged(name: string, detail: string): Problem {
  return {
    code: 'image.damaged',
    what: `${line(name)} is damaged: ${line(detail)}.`,
    causes: ['The file changed on its way here (a copy that broke off, a transfer in text mode, a failing disk).', 'The program that wrote it did not end properly.'],
    todo: ['Export the machine again and copy the file with a program that verifies (robocopy, rsync, scp).', again],
    back: 'export',
    exit: 4,
  };
}

/** A file of no bytes. */
export function empty(name: string): Problem {
  return {
    code: 'image.empty',
    what: `${line(name)} is empty (0 bytes).`,
    causes: ['The export has only just begun, or failed at its start.', 'The disk or share that it was written to was full.'],
    todo: ['Wait for the export to end, or export again.', again],
    back: 'export',
    exit: 4,
  };
}

/** Something at that path, but not a regular file: a folder, a device, a pipe. */
export function notAFile(path: string, directory: boolean): Problem {
  const shown = line(path);
  if (!directory) {
    return {
      code: 'image.not-a-file',
      what: `${shown} is a device, a pipe or a socket, not a file.`,
      todo: ['Name the file that the hypervisor exported.'],
      back: 'export',
      exit: 2,
    };
  }
  return {
    code: 'image.directory',
    what: `${shown} is a folder; the file inside it is needed.`,
    causes: ['A hypervisor keeps a machine in a folder of its own; the exported disk is one file in it.'],
    todo: ['Name the .ova, .vmdk, .vhdx, .vhd or .raw file in that folder.'],
    back: 'export',
    exit: 2,
  };
}

/**
 * What the operating system said about a file, as a {@link Problem}. On Windows a sharing violation comes as EBUSY, and
 * as EPERM or EACCES from file servers and filters. Undefined for what is not a system error.
 */
export function fileTrouble(error: unknown, path: string, operation: string, platform: NodeJS.Platform): Problem | undefined {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (!code || !(error instanceof Error)) return undefined;
  const shown = line(path);
  const raw = { operation, code, message: line(error.message) };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const foreign = platform !== 'win32' && isWindowsPath(path);
    return {
      code: 'image.missing',
      what: `There is no file ${shown}.`,
      causes: foreign
        ? ['This is a Windows path and the program runs on another system: under WSL, C:\\ is /mnt/c/, and a share has to be mounted.']
        : ['The name or the folder is misspelt, or a share is not connected.', 'A relative path in a configuration file counts from that file.'],
      todo: ['Check the path, then give it again.'],
      back: 'export',
      raw,
      exit: 2,
    };
  }
  if (code === 'EISDIR') return { ...notAFile(path, true), raw };
  const sharing = platform === 'win32' && (code === 'EPERM' || code === 'EACCES');
  if (code === 'EBUSY' || code === 'ETXTBSY' || sharing) {
    return {
      code: 'image.held',
      what: `${shown} can not be opened: another program holds it.`,
      causes: [
        'The virtual machine is running, paused or saved, or its hypervisor has the disk open.',
        'The export, a backup or a virus scanner is still at work on it.',
        ...(sharing ? ['Your user may not read it.'] : []),
      ],
      todo: ['Shut the virtual machine down, close the hypervisor and wait for the export to end, then try again.', ...(sharing ? [`Check who may read it: icacls "${shown}"`] : [])],
      back: 'export',
      again: 'person',
      raw,
      exit: 4,
    };
  }
  return {
    code: 'image.unreadable',
    what: code === 'EACCES' || code === 'EPERM' ? `You may not read ${shown}.` : `${shown} can not be read (${line(code)}).`,
    causes:
      code === 'EACCES' || code === 'EPERM'
        ? ['The file or a folder above it belongs to another user, often because the hypervisor runs as root.']
        : ['The disk or share that it lies on fails or went away.', 'The path is longer than the system takes.'],
    todo: [platform === 'win32' ? `Check who may read it: icacls "${shown}"` : `Check who may read it: ls -l ${shown}`, 'Or copy the file to a local disk and name the copy.'],
    back: 'export',
    raw,
    exit: 4,
  };
}
