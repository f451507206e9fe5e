import { fail } from '../problem.ts';
import type { Finding } from '../step.ts';
import { convertVhd, pages } from './advice.ts';
import { mappedReader, region, type BlockReader, type Extent } from './block.ts';
import { fields, has } from './bytes.ts';
import type { FormatReader, Source } from './format.ts';
import { remember } from './remember.ts';
import { damaged, truncated } from './trouble.ts';

const sector = 512;
const footerMagic = 'conectix';
const unused = 0xffffffff;
const kinds: Readonly<Record<number, 'fixed' | 'dynamic' | 'differencing'>> = { 2: 'fixed', 3: 'dynamic', 4: 'differencing' };

/** VHD (Microsoft Virtual Hard Disk Image Format 1.0): a footer of 512 bytes at the end, with a copy first unless fixed. */
export const vhd: FormatReader = {
  recognises: ({ head, tail }) => has(tail, 0, footerMagic) || has(head, 0, footerMagic),
  async open(source) {
    const { reader, head, tail, name } = source;
    if (tail.length < sector || !has(tail, 0, footerMagic)) fail(truncated(name, 'the footer that a VHD ends with is missing'));
    const footer = fields(tail);
    const kind = kinds[footer.u32be(60)];
    const size = footer.u64be(48);
    if (!kind || !Number.isSafeInteger(size) || !checksumHolds(tail, 64)) fail(damaged(name, 'the footer of the VHD does not hold together'));
    const opened = { format: 'VHD', variant: kind, capacityBytes: size, sectorBytes: sector } as const;
    if (kind === 'differencing') return { ...opened, findings: [differencing(source, 'vhd')] };
    if (kind === 'fixed') {
      if (size > reader.size - sector) fail(truncated(name, `its disk has ${size} bytes, ${reader.size - sector} are there`));
      return { ...opened, importFormat: 'VHD', disk: region(name, reader, 0, size), findings: savedState(source) };
    }
    const disk = await dynamicDisk(name, reader, size, footer.u64be(16));
    const twins = Buffer.compare(head.subarray(0, sector), tail) === 0;
    return { ...opened, importFormat: 'VHD', disk, findings: [...(twins ? [] : [unlikeFooters(source)]), ...savedState(source)] };
  },
};

/** The disk in a dynamic VHD: a table of blocks, each behind a bitmap of its sectors. */
async function dynamicDisk(name: string, file: BlockReader, size: number, headerAt: number): Promise<BlockReader> {
  const bytes = await file.read(headerAt, 1024);
  if (!has(bytes, 0, 'cxsparse') || !checksumHolds(bytes, 36)) fail(damaged(name, 'the dynamic header of the VHD does not hold together'));
  const header = fields(bytes);
  const tableAt = header.u64be(16);
  const entries = header.u32be(28);
  const blockBytes = header.u32be(32);
  if (blockBytes < sector || blockBytes % sector !== 0) fail(damaged(name, `its blocks have ${blockBytes} bytes`));
  const bitmapBytes = Math.ceil(blockBytes / sector / 8 / sector) * sector;
  const block = remember(64, async (index) => {
    if (index >= entries) fail(damaged(name, 'its block table is shorter than its disk'));
    return fields(await file.read(tableAt + index * 4, 4)).u32be(0);
  });
  return mappedReader(name, size, file, async (offset): Promise<Extent> => {
    const index = Math.floor(offset / blockBytes);
    const within = offset - index * blockBytes;
    const at = await block(index);
    return { length: blockBytes - within, ...(at === unused ? {} : { at: at * sector + bitmapBytes + within }) };
  });
}

/** One's complement of the sum of all bytes but the checksum's own four. */
function checksumHolds(bytes: Uint8Array, at: number): boolean {
  const sum = bytes.reduce((total, byte, index) => (index >= at && index < at + 4 ? total : total + byte), 0);
  return fields(bytes).u32be(at) === ~sum >>> 0;
}

/** The blocker for a VHD or VHDX that is a layer on top of another. */
export function differencing(source: Source, type: 'vhd' | 'vhdx'): Finding {
  return {
    rule: 'image.snapshot',
    level: 'blocker',
    title: `${source.name} is a differencing disk (a checkpoint) on top of another, not a whole disk.`,
    source: pages.troubleshooting,
    fix: `In Hyper-V: ${convertVhd(source.path, `-whole.${type}`, 'Dynamic')}, or delete the machine's checkpoints, wait for the merge and export again: Export-VM`,
    certainty: 'seen',
  };
}

function unlikeFooters(source: Source): Finding {
  return {
    rule: 'image.vhd-footers',
    level: 'blocker',
    title: `The two footers of ${source.name} differ; Amazon would answer "Footers not identical".`,
    source: pages.troubleshooting,
    fix: convertVhd(source.path, '-new.vhd', 'Dynamic'),
    certainty: 'seen',
  };
}

function savedState(source: Source): Finding[] {
  if (source.tail[84] !== 1) return [];
  return [{ rule: 'image.saved-state', level: 'blocker', title: `${source.name} belongs to a machine in saved state.`, fix: 'Start the machine, shut Windows down fully, then export it again.', certainty: 'seen' }];
}
