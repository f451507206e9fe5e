import { readUpTo, type BlockReader } from './block.ts';
import type { Source } from './format.ts';

/** Reads the two ends of a file or member that formats are recognised by. */
export async function sourceOf(name: string, path: string, reader: BlockReader, inside: boolean): Promise<Source> {
  const head = await readUpTo(reader, 0, 4104);
  const tail = await readUpTo(reader, Math.max(0, reader.size - 512), 512);
  return { name, path, inside, reader, head, tail };
}
