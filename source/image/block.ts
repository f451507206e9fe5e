import { fail } from '../problem.ts';
import { damaged, truncated } from './trouble.ts';

/**
 * Random access to bytes: a file, a part of it, or the disk inside it. `read` gives exactly `length` bytes (at most
 * {@link longestRead}) or throws a ProblemError (`image.truncated`, `image.damaged`).
 */
export type BlockReader = {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
};

/** No header's word makes a reader allocate more than this at once. */
export const longestRead = 1024 * 1024;

/** A {@link BlockReader} whose bounds are checked before `readInside` is asked. */
export function blockReader(name: string, size: number, readInside: (offset: number, length: number) => Promise<Uint8Array>): BlockReader {
  return {
    size,
    async read(offset, length) {
      if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || length > longestRead) {
        fail(damaged(name, `it points at ${length} bytes at offset ${offset}`));
      }
      if (offset + length > size) fail(truncated(name, `it points at byte ${offset + length} of ${size}`));
      return readInside(offset, length);
    },
  };
}

/** A part of another reader, by its own offsets. */
export function region(name: string, reader: BlockReader, offset: number, size: number): BlockReader {
  return blockReader(name, size, (at, length) => reader.read(offset + at, length));
}

/** As many of `length` bytes as there are before the end. */
export function readUpTo(reader: BlockReader, offset: number, length: number): Promise<Uint8Array> {
  return reader.read(offset, Math.max(0, Math.min(length, reader.size - offset)));
}

/** Where the next `length` bytes of a virtual disk are: at `at` in the file, as given, or nowhere (zeros). */
export type Extent = { readonly length: number; readonly at?: number; readonly bytes?: Uint8Array };

/** A virtual disk of `size` bytes, assembled from the extents of the file that holds it. */
export function mappedReader(name: string, size: number, file: BlockReader, extentAt: (offset: number) => Promise<Extent>): BlockReader {
  return blockReader(name, size, async (offset, length) => {
    const result = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const extent = await extentAt(offset + done);
      const count = Math.min(extent.length, length - done);
      if (!(count > 0)) fail(damaged(name, 'a part of the disk has no length'));
      if (extent.bytes) result.set(extent.bytes.subarray(0, count), done);
      else if (extent.at !== undefined) result.set(await file.read(extent.at, count), done);
      done += count;
    }
    return result;
  });
}
