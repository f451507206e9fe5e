import { longestRead, readUpTo } from '../../source/image/block.ts';
import { openFile } from '../../source/image/file.ts';
import { checksum, toBase64 } from './checksum.ts';

/** CRC-32 of a whole file as S3 has it. Reads all of it. ProblemErrors as of `openFile`. */
export async function checksumOfFile(path: string): Promise<string> {
  const file = await openFile(path);
  try {
    let sum = 0;
    for (let at = 0; at < file.bytes; at += longestRead) sum = checksum(await readUpTo(file.reader, at, longestRead), sum);
    return toBase64(sum);
  } finally {
    await file.close();
  }
}

/** What `HeadObject` says of an object's bytes. */
type Stored = { readonly ContentLength?: number | undefined; readonly ChecksumCRC32?: string | undefined };

/** How an object differs from a file of `bytes` bytes; undefined where size and checksum of the whole are the same. */
export async function differenceOf({ ContentLength, ChecksumCRC32 }: Stored, bytes: number, crc32: () => Promise<string>): Promise<string | undefined> {
  if (ContentLength !== bytes) return `it has ${ContentLength ?? 'an unknown number of'} bytes instead of ${bytes}`;
  if (!ChecksumCRC32) return 'S3 shows no checksum of it to compare with';
  const own = await crc32();
  return ChecksumCRC32 === own ? undefined : `its checksum is ${ChecksumCRC32} instead of ${own}`;
}
