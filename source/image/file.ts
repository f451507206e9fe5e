import { open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fail, ProblemError } from '../problem.ts';
import { blockReader, type BlockReader } from './block.ts';
import { withNeighbours } from './neighbours.ts';
import { pastedPath, systemPath } from '../path.ts';
import { empty, fileTrouble, notAFile, truncated } from './trouble.ts';

/** A file on disk, opened for reading. */
export type ImageFile = {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly device: number;
  readonly inode: number;
  readonly reader: BlockReader;
  /** Size and time of change as they are now. */
  again(): Promise<{ readonly bytes: number; readonly modified: number }>;
  close(): Promise<void>;
};

/**
 * Opens a regular file that is not empty. Anything else is a ProblemError: `image.missing`, `image.directory`,
 * `image.not-a-file`, `image.held`, `image.unreadable`, `image.empty`. A pipe or device is never opened: that could block.
 */
export async function openFile(typed: string, platform: NodeJS.Platform = process.platform): Promise<ImageFile> {
  const path = pastedPath(typed);
  const onDisk = systemPath(path, platform);
  const told = async <Value>(operation: string, work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      const trouble = fileTrouble(error, path, operation, platform);
      throw trouble ? new ProblemError(trouble) : error;
    }
  };
  if (onDisk === '' || onDisk.includes('\0')) fail(notNamed());
  const seen = await told('stat', () => stat(onDisk)).catch(async (error: unknown) => {
    if (error instanceof ProblemError && error.problem.code === 'image.missing') fail(await withNeighbours(error.problem, dirname(onDisk)));
    throw error;
  });
  if (seen.isDirectory()) fail(await withNeighbours(notAFile(path, true), onDisk));
  if (!seen.isFile()) fail(notAFile(path, false));
  const handle = await told('open', () => open(onDisk, 'r'));
  const name = basename(path);
  const opened = await told('stat', () => handle.stat()).catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  const { size: bytes, mtimeMs: modified, dev: device, ino: inode } = opened;
  if (bytes === 0) {
    await handle.close();
    fail(empty(name));
  }
  const reader = blockReader(name, bytes, (offset, length) =>
    told('read', async () => {
      const buffer = Buffer.allocUnsafe(length);
      for (let done = 0; done < length; ) {
        const { bytesRead } = await handle.read(buffer, done, length - done, offset + done);
        if (bytesRead === 0) fail(truncated(name, 'it became shorter while it was read'));
        done += bytesRead;
      }
      return buffer;
    }),
  );
  return {
    path,
    name,
    bytes,
    modified,
    device,
    inode,
    reader,
    again: () => told('stat', async () => await handle.stat().then((now) => ({ bytes: now.size, modified: now.mtimeMs }))),
    close: () => handle.close(),
  };
}

function notNamed() {
  return { code: 'image.missing', what: 'No file was named.', todo: ['Give the path of the exported .ova, .vmdk, .vhdx, .vhd or .raw file.'], back: 'export', exit: 2 } as const;
}
