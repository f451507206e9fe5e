/** A file to be packed. `as` chooses how its header says name and size. */
export type Packed = { readonly name: string; readonly bytes: Uint8Array; readonly as?: 'ustar' | 'gnu' | 'pax' | 'base256'; readonly kind?: string };

const block = 512;

/** A tar archive with its two zero blocks. `modified`: seconds since 1970. */
export function tar(files: readonly Packed[], modified = 0): Buffer {
  return Buffer.concat([...files.flatMap((file) => member(file, modified)), Buffer.alloc(2 * block)]);
}

function member({ name, bytes, as = 'ustar', kind = '0' }: Packed, modified: number): Buffer[] {
  const body = [bytes, Buffer.alloc((block - (bytes.length % block)) % block)].map((part) => Buffer.from(part));
  if (as === 'gnu') {
    const long = Buffer.from(`${name}\0`);
    return [header('././@LongLink', long.length, modified, 'L', false), padded(long), header(name.slice(0, 100), bytes.length, modified, kind, false), ...body];
  }
  if (as === 'pax') {
    const records = Buffer.from(record('path', name) + record('size', String(bytes.length)));
    // The size in the plain header is wrong on purpose: the record counts.
    return [header('PaxHeaders/x', records.length, modified, 'x', false), padded(records), header(name.slice(0, 100), 0, modified, kind, false), ...body];
  }
  if (name.length > 100) {
    const cut = name.lastIndexOf('/', 155);
    return [header(name.slice(cut + 1), bytes.length, modified, kind, false, name.slice(0, cut)), ...body];
  }
  return [header(name, bytes.length, modified, kind, as === 'base256'), ...body];
}

/** One header. Eleven octal digits reach 8 GiB; beyond that a size is in base 256. */
export function header(name: string, size: number, modified: number, kind: string, base256: boolean, prefix = ''): Buffer {
  const bytes = Buffer.alloc(block);
  bytes.write(name, 0, 100, 'utf8');
  bytes.write('0000644\0', 100, 'latin1');
  bytes.write('0000000\0', 108, 'latin1');
  bytes.write('0000000\0', 116, 'latin1');
  if (base256) {
    bytes[124] = 0x80;
    bytes.writeBigUInt64BE(BigInt(size), 128);
  } else {
    bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  }
  bytes.write(`${modified.toString(8).padStart(11, '0')}\0`, 136, 'latin1');
  bytes.write(kind, 156, 'latin1');
  bytes.write('ustar\x0000', 257, 'latin1');
  bytes.write(prefix, 345, 155, 'utf8');
  bytes.fill(' ', 148, 156);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
}

function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (Buffer.byteLength(`${length}${rest}`) !== length) length += 1;
  return `${length}${rest}`;
}
