import { deflate } from './deflate.ts';
import { readDisk, usedUnits, type Disk } from './disk.ts';

const sector = 512;
const grainSectors = 128;
const grainBytes = grainSectors * sector;
const tableEntries = 512;

export type VmdkOptions = {
  readonly name?: string;
  readonly pack?: (bytes: Uint8Array) => Uint8Array;
  readonly parent?: string;
  readonly createType?: string;
  readonly unclean?: boolean;
};

/** A streamOptimized VMDK as a streaming writer makes it: compressed grains, tables after them, directory in the footer. */
export function streamOptimized(disk: Disk, { name = 'disk.vmdk', pack = deflate, ...options }: VmdkOptions = {}): Buffer {
  const out: Buffer[] = [];
  let at = 0;
  const write = (bytes: Uint8Array) => {
    const padded = Buffer.alloc(Math.ceil(bytes.length / sector) * sector);
    padded.set(bytes);
    out.push(padded);
    at += padded.length / sector;
  };
  const described = descriptor(disk, name, 'streamOptimized', 'SPARSE', options);
  write(header(disk, { flags: 0x30001, directory: 0xffff_ffff_ffff_ffffn, version: 3, ...options }));
  write(described);
  write(Buffer.alloc((grainSectors - at) * sector));
  const directory = Buffer.alloc(directoryEntries(disk) * 4);
  const used = usedUnits(disk, grainBytes);
  for (const group of new Set(used.map((grain) => Math.floor(grain / tableEntries)))) {
    const table = Buffer.alloc(tableEntries * 4);
    for (const grain of used.filter((number) => Math.floor(number / tableEntries) === group)) {
      table.writeUInt32LE(at, (grain % tableEntries) * 4);
      const packed = pack(readDisk(disk, grain * grainBytes, Math.min(grainBytes, disk.size - grain * grainBytes)));
      const marker = Buffer.alloc(12);
      marker.writeBigUInt64LE(BigInt(grain * grainSectors), 0);
      marker.writeUInt32LE(packed.length, 8);
      write(Buffer.concat([marker, packed]));
    }
    write(metadataMarker(4, 1));
    directory.writeUInt32LE(at, group * 4);
    write(table);
  }
  write(metadataMarker(Math.ceil(directory.length / sector), 2));
  const directoryAt = at;
  write(directory);
  write(metadataMarker(1, 3));
  write(header(disk, { flags: 0x30001, directory: BigInt(directoryAt), version: 3, ...options }));
  write(Buffer.alloc(sector));
  return Buffer.concat(out);
}

/** A monolithicSparse VMDK: directory and tables first, grains as they are. */
export function monolithicSparse(disk: Disk, options: VmdkOptions = {}): Buffer {
  const used = usedUnits(disk, grainBytes);
  const entries = directoryEntries(disk);
  const directoryAt = 21;
  const tablesAt = directoryAt + Math.ceil((entries * 4) / sector);
  const grainsAt = Math.ceil((tablesAt + entries * 4) / grainSectors) * grainSectors;
  const result = Buffer.alloc((grainsAt + used.length * grainSectors) * sector);
  result.set(header(disk, { flags: 1, directory: BigInt(directoryAt), version: 1, ...options }));
  result.set(descriptor(disk, options.name ?? 'disk.vmdk', options.createType ?? 'monolithicSparse', 'SPARSE', options), sector);
  for (let group = 0; group < entries; group += 1) result.writeUInt32LE(tablesAt + group * 4, directoryAt * sector + group * 4);
  used.forEach((grain, index) => {
    result.writeUInt32LE(grainsAt + index * grainSectors, tablesAt * sector + grain * 4);
    result.set(readDisk(disk, grain * grainBytes, Math.min(grainBytes, disk.size - grain * grainBytes)), (grainsAt + index * grainSectors) * sector);
  });
  return result;
}

function directoryEntries(disk: Disk): number {
  return Math.ceil(disk.size / grainBytes / tableEntries);
}

function header(disk: Disk, { flags, directory, version, unclean }: { flags: number; directory: bigint; version: number; unclean?: boolean }): Buffer {
  const bytes = Buffer.alloc(sector);
  bytes.write('KDMV', 0, 'latin1');
  bytes.writeUInt32LE(version, 4);
  bytes.writeUInt32LE(flags, 8);
  bytes.writeBigUInt64LE(BigInt(disk.size / sector), 12);
  bytes.writeBigUInt64LE(BigInt(grainSectors), 20);
  bytes.writeBigUInt64LE(1n, 28);
  bytes.writeBigUInt64LE(20n, 36);
  bytes.writeUInt32LE(tableEntries, 44);
  bytes.writeBigUInt64LE(directory, 56);
  bytes.writeBigUInt64LE(BigInt(grainSectors), 64);
  bytes[72] = unclean ? 1 : 0;
  bytes.write('\n \r\n', 73, 'latin1');
  bytes.writeUInt16LE(version === 3 ? 1 : 0, 77);
  return bytes;
}

function metadataMarker(sectors: number, type: number): Buffer {
  const bytes = Buffer.alloc(sector);
  bytes.writeBigUInt64LE(BigInt(sectors), 0);
  bytes.writeUInt32LE(type, 12);
  return bytes;
}

/** The text part, padded to its twenty sectors. */
export function descriptor(disk: Disk, name: string, createType: string, extent: string, { parent }: VmdkOptions = {}): Buffer {
  const sectors = disk.size / sector;
  const rows = [
    '# Disk DescriptorFile',
    'version=1',
    'CID=7a1d2611',
    `parentCID=${parent ? '12345678' : 'ffffffff'}`,
    `createType="${createType}"`,
    ...(parent ? [`parentFileNameHint="${parent}"`] : []),
    '',
    '# Extent description',
    `RW ${sectors} ${extent} "${name}"`,
    '',
    '# The Disk Data Base',
    '#DDB',
    '',
    'ddb.adapterType = "lsilogic"',
    `ddb.geometry.cylinders = "${Math.min(65535, Math.floor(sectors / (255 * 63)))}"`,
    'ddb.geometry.heads = "255"',
    'ddb.geometry.sectors = "63"',
    'ddb.virtualHWVersion = "19"',
    '',
  ];
  const bytes = Buffer.alloc(20 * sector);
  bytes.write(rows.join('\n'), 'utf8');
  return bytes;
}
