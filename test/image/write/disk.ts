import { open } from 'node:fs/promises';

/** A virtual disk as the few pieces of it that are not zero. Sizes and offsets in bytes. */
export type Disk = { readonly size: number; readonly pieces: readonly Piece[] };
export type Piece = { readonly at: number; readonly bytes: Uint8Array };

export function readDisk(disk: Disk, at: number, length: number): Buffer {
  const result = Buffer.alloc(length);
  for (const piece of disk.pieces) {
    const start = Math.max(at, piece.at);
    const end = Math.min(at + length, piece.at + piece.bytes.length);
    if (start < end) result.set(piece.bytes.subarray(start - piece.at, end - piece.at), start - at);
  }
  return result;
}

/** Numbers of the units (grains, blocks) that hold anything but zeros, in order. */
export function usedUnits(disk: Disk, unit: number): number[] {
  const numbers = new Set<number>();
  for (const { at, bytes } of disk.pieces) {
    for (let number = Math.floor(at / unit); number * unit < at + bytes.length; number += 1) numbers.add(number);
  }
  return [...numbers].sort((one, other) => one - other).filter((number) => readDisk(disk, number * unit, Math.min(unit, disk.size - number * unit)).some((byte) => byte !== 0));
}

/** Writes a raw disk as a file with holes; `tail` follows it (a fixed VHD's footer). */
export async function writeRaw(path: string, disk: Disk, tail?: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.truncate(disk.size);
    for (const { at, bytes } of disk.pieces) await file.write(bytes, 0, bytes.length, at);
    // A piece may go beyond the end: that is how a disk is cut.
    await file.truncate(disk.size);
    if (tail) await file.write(tail, 0, tail.length, disk.size);
  } finally {
    await file.close();
  }
}
