import { line } from '../text.ts';

/** The text part of a VMDK: `key=value` lines and extent lines (VMware Virtual Disk Format 1.1). */
export type Descriptor = {
  readonly createType?: string;
  /** Set when the disk is a snapshot on top of another. */
  readonly parent?: string;
  readonly extents: readonly { readonly sectors: number; readonly type: string; readonly file?: string }[];
};

const noParent = 'ffffffff';

/** Reads a descriptor; anything unknown in it is passed over. */
export function parseDescriptor(bytes: Uint8Array): Descriptor {
  const end = bytes.indexOf(0);
  const rows = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8').split(/\r?\n/);
  const values = new Map<string, string>();
  const extents: { sectors: number; type: string; file?: string }[] = [];
  for (const row of rows) {
    const extent = /^(?:RW|RDONLY|NOACCESS) (\d{1,15}) (\w{1,32})(?: "([^"]{0,1024})")?/.exec(row);
    if (extent) {
      const [, sectors = '0', type = '', file] = extent;
      extents.push({ sectors: Number(sectors), type, ...(file === undefined ? {} : { file: line(file) }) });
      continue;
    }
    const equals = row.indexOf('=');
    if (equals > 0) values.set(row.slice(0, equals).trim().toLowerCase(), unquoted(row.slice(equals + 1)));
  }
  const createType = values.get('createtype');
  const hint = values.get('parentfilenamehint');
  const parentId = values.get('parentcid')?.toLowerCase();
  const parent = hint ?? (parentId !== undefined && parentId !== noParent ? parentId : undefined);
  return { ...(createType ? { createType: line(createType) } : {}), ...(parent ? { parent: line(parent) } : {}), extents };
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed;
}
