import { fail } from '../problem.ts';
import type { Finding } from '../step.ts';
import { convertVhd, pages } from './advice.ts';
import { longestRead, mappedReader, type BlockReader, type Extent } from './block.ts';
import { fields, has } from './bytes.ts';
import type { FormatReader, Source } from './format.ts';
import { remember } from './remember.ts';
import { damaged, truncated } from './trouble.ts';
import { differencing } from './vhd.ts';
import { readVhdxTables, type VhdxTables } from './vhdx-tables.ts';

const mebi = 1024 * 1024;
const largestDisk = 64 * 1024 ** 4;
/** States of a block table entry that have bytes in the file. */
const fullyPresent = 6;
const partiallyPresent = 7;

/** VHDX (MS-VHDX). */
export const vhdx: FormatReader = {
  recognises: ({ head }) => has(head, 0, 'vhdxfile'),
  async open(source) {
    const { reader, name } = source;
    const tables = await readVhdxTables(name, reader);
    const { diskBytes, sectorBytes, blockBytes, fixed, hasParent, logPending } = tables;
    const sensible = diskBytes <= largestDisk && (sectorBytes === 512 || sectorBytes === 4096) && blockBytes >= mebi && blockBytes <= 256 * mebi && Number.isInteger(Math.log2(blockBytes));
    if (!sensible) fail(damaged(name, 'its metadata gives impossible sizes'));
    const opened = { format: 'VHDX', variant: hasParent ? 'differencing' : fixed ? 'fixed' : 'dynamic', capacityBytes: diskBytes, sectorBytes } as const;
    if (hasParent) return { ...opened, findings: [differencing(source, 'vhdx')] };
    await checkEnd(name, reader, tables);
    return { ...opened, importFormat: 'VHDX', disk: vhdxDisk(name, reader, tables), findings: [...(logPending ? [pendingLog(source)] : []), ...largeSectors(source, sectorBytes)] };
  },
};

/** Payload entries are followed by one for a sector bitmap after every so many. */
function chunkRatio({ sectorBytes, blockBytes }: VhdxTables): number {
  return (2 ** 23 * sectorBytes) / blockBytes;
}

function vhdxDisk(name: string, file: BlockReader, tables: VhdxTables): BlockReader {
  const { blockBytes, tableAt, tableBytes, diskBytes } = tables;
  const ratio = chunkRatio(tables);
  const block = remember(64, async (index) => {
    const entry = (index + Math.floor(index / ratio)) * 8;
    if (entry + 8 > tableBytes) fail(damaged(name, 'its block table is shorter than its disk'));
    return place(await file.read(tableAt + entry, 8), 0);
  });
  return mappedReader(name, diskBytes, file, async (offset): Promise<Extent> => {
    const index = Math.floor(offset / blockBytes);
    const within = offset - index * blockBytes;
    const at = await block(index);
    return { length: blockBytes - within, ...(at < 0 ? {} : { at: at + within }) };
  });
}

/** Where an entry's block is in the file; -1 for none. State in the low three bits, offset in MiB from bit 20 on. */
function place(bytes: Uint8Array, at: number): number {
  const { u32 } = fields(bytes);
  const low = u32(at);
  const state = low & 7;
  return state === fullyPresent || state === partiallyPresent ? (u32(at + 4) * 4096 + (low >>> 20)) * mebi : -1;
}

/** A VHDX has nothing at its end that could be missed, so the blocks of the table are compared with the file's size. */
async function checkEnd(name: string, file: BlockReader, tables: VhdxTables): Promise<void> {
  const ratio = chunkRatio(tables);
  const blocks = Math.ceil(tables.diskBytes / tables.blockBytes);
  const bytes = Math.min((blocks + Math.floor((blocks - 1) / ratio)) * 8, tables.tableBytes, longestRead);
  const table = await file.read(tables.tableAt, Math.max(0, Math.floor(bytes / 8) * 8));
  for (let at = 0, entry = 0; at < table.length; at += 8, entry += 1) {
    const isBitmap = (entry + 1) % (ratio + 1) === 0;
    const start = isBitmap ? -1 : place(table, at);
    if (start >= 0 && start + tables.blockBytes > file.size) fail(truncated(name, `a block of the disk should end at byte ${start + tables.blockBytes} of ${file.size}`));
  }
}

function pendingLog(source: Source): Finding {
  return {
    rule: 'image.vhdx-log',
    level: 'blocker',
    title: `${source.name} was not closed: changes wait in its log because the machine runs, is saved, or crashed.`,
    source: pages.prepare,
    fix: `Shut Windows down fully and export again (Export-VM), or on the Hyper-V host: ${convertVhd(source.path, '-closed.vhdx', 'Dynamic')}`,
    certainty: 'seen',
  };
}

function largeSectors({ name }: Source, sectorBytes: number): Finding[] {
  if (sectorBytes === 512) return [];
  return [
    {
      rule: 'image.sector-size',
      level: 'warning',
      title: `${name} has sectors of ${sectorBytes} bytes; EC2 volumes have 512, so its partition table may not be found after the import.`,
      fix: 'Make a disk of 512 byte sectors and clone onto it: New-VHD -Path new.vhdx -SizeBytes 60GB -Dynamic -LogicalSectorSizeBytes 512',
      certainty: 'inferred',
    },
  ];
}
