import { describe, expect, it } from 'vitest';
import { parseOvf, unitBytes } from '../../source/image/ovf.ts';
import { parseXml } from '../../source/image/xml.ts';
import { inspectBytes, inspectOld, judged, problemOf, temporaryFolder } from './folder.ts';
import { writeRaw } from './write/disk.ts';
import { manifest, ova, ovf, type OvfPlan } from './write/ova.ts';
import { header, tar, type Packed } from './write/tar.ts';
import { sparseVhd } from './write/vhd.ts';
import { monolithicSparse, streamOptimized } from './write/vmdk.ts';
import { windows11 } from './write/windows.ts';

const inFolder = temporaryFolder();
const gibi = 2 ** 30;
const disk = windows11(4 * gibi);
const vmdk = streamOptimized(disk);
const plan = (more: Partial<OvfPlan> = {}, bytes = vmdk): OvfPlan => ({ disks: [{ file: 'disk.vmdk', bytes: bytes.length, capacity: 4 }], ...more });
const packed = (bytes: Uint8Array = vmdk, more: Partial<Packed> = {}): Packed => ({ name: 'disk.vmdk', bytes, ...more });
let count = 0;
const inspect = (bytes: Buffer) => inspectBytes(inFolder(`${(count += 1)}.ova`), bytes, { windows: 'windows-11' });

describe('an OVA', () => {
  it('that is whole has no finding', async () => {
    const seen = await inspect(ova('m', ovf(plan()), [packed()]));
    expect(seen.findings).toEqual([]);
    expect(seen).toMatchObject({ importFormat: 'OVA', capacityBytes: 4 * gibi, partitionStyle: 'GPT', disks: [{ name: 'disk.vmdk', format: 'VMDK', variant: 'streamOptimized', bytes: vmdk.length }] });
  });

  it.each([
    ['a long name of ustar', `${'folder/'.repeat(15)}disk.vmdk`, 'ustar'],
    ['a GNU long name', `${'n'.repeat(150)}.vmdk`, 'gnu'],
    ['pax records of path and size', `${'ü'.repeat(80)}.vmdk`, 'pax'],
    ['a base-256 size', 'disk.vmdk', 'base256'],
    ['a name that begins with ./', './disk.vmdk', 'ustar'],
  ] as const)('with %s is read', async (_, name, as) => {
    const href = name.replace(/^\.\//, '');
    const envelope = ovf({ disks: [{ file: href, bytes: vmdk.length, capacity: 4 }] });
    const seen = await inspect(tar([{ name: 'm.ovf', bytes: envelope }, { name, bytes: vmdk, as }]));
    expect(seen).toMatchObject({ importFormat: 'OVA', partitionStyle: 'GPT', archive: { members: [{}, { name: href, bytes: vmdk.length }] } });
    expect(judged(seen)).toEqual(['info image.ova-manifest']);
  });

  it.each([
    ['byte', 4 * gibi],
    ['byte * 2^20', 4096],
    ['byte * 2^30', 4],
    ['GigaBytes', 4],
    ['MB', 4096],
  ])('may give its capacity in %s', async (units, capacity) => {
    expect((await inspect(ova('m', ovf({ disks: [{ file: 'disk.vmdk', bytes: vmdk.length, capacity, units }] }), [packed()]))).findings).toEqual([]);
  });

  const chunks = tar([{ name: 'm.ovf', bytes: ovf(plan({ fileAttributes: ' ovf:chunkSize="1000"' })) }, packed(vmdk.subarray(0, 1000), { name: 'disk.vmdk.000000000' }), packed(vmdk.subarray(1000, 2000), { name: 'disk.vmdk.000000001' })]);
  const two = { disks: ['disk.vmdk', 'data.vmdk'].map((file) => ({ file, bytes: vmdk.length, capacity: 4 })) };
  const envelope = ovf(plan());
  it.each([
    ['cut into chunks', chunks, 'blocker image.ova-chunked'],
    ['with a disk that is compressed once more', ova('m', ovf(plan({ fileAttributes: ' ovf:compression="gzip"' })), [packed()]), 'blocker image.ova-compressed'],
    ['with two disks', ova('m', ovf(two), [packed(), packed(vmdk, { name: 'data.vmdk' })]), 'blocker image.one-disk'],
    ['without a disk', ova('m', ovf({}), []), 'blocker image.one-disk'],
    ['whose disk is missing', ova('m', ovf(plan()), []), 'blocker image.ova-missing'],
    ['whose disk is another size than it says', ova('m', ovf({ disks: [{ file: 'disk.vmdk', bytes: 5, capacity: 4 }] }), [packed()]), 'warning image.ova-size'],
    ['whose capacity is 0', ova('m', ovf({ disks: [{ file: 'disk.vmdk', bytes: vmdk.length, capacity: 0 }] }), [packed()]), 'blocker image.ova-capacity'],
    ['whose capacity is a variable', ova('m', ovf({ disks: [{ file: 'disk.vmdk', bytes: vmdk.length, capacity: '${disk.size}' }] }), [packed()]), 'warning image.ova-capacity'],
    ['whose capacity is not the disk’s', ova('m', ovf({ disks: [{ file: 'disk.vmdk', bytes: vmdk.length, capacity: 5 }] }), [packed()]), 'warning image.ova-capacity'],
    ['whose disk is a layer', ova('m', ovf({ disks: [{ file: 'disk.vmdk', bytes: vmdk.length, capacity: 4, attributes: ' ovf:parentRef="base"' }] }), [packed()]), 'blocker image.snapshot'],
    ['whose disk is monolithicSparse', ova('m', ovf(plan({}, monolithicSparse(disk))), [packed(monolithicSparse(disk))]), 'blocker image.vmdk-subformat'],
    ['whose OVF is not first', tar([packed(), { name: 'm.ovf', bytes: envelope }]), 'warning image.ova-order'],
    ['whose OVF was edited after the export', tar([{ name: 'm.ovf', bytes: envelope }, { name: 'm.mf', bytes: manifest([{ name: 'm.ovf', bytes: Buffer.from('other') }]) }, packed()]), 'warning image.ova-manifest'],
    ['with two network adapters', ova('m', ovf(plan({ adapters: 2 })), [packed()]), 'warning image.network-adapters'],
    ['with a disc in its drive', ova('m', ovf(plan({ disc: true })), [packed()]), 'warning image.optical'],
    ['that says BIOS over a GPT disk', ova('m', ovf(plan({ firmware: 'bios' })), [packed()]), 'warning image.firmware-mismatch'],
    ['of VMware that says nothing, which means BIOS', ova('m', ovf(plan({ firmware: 'none' })), [packed()]), 'warning image.firmware-mismatch'],
    ['of two machines', ova('m', Buffer.from(String(envelope).replace('</Envelope>', '<VirtualSystem ovf:id="b"/></Envelope>')), [packed()]), 'blocker image.ova-machines'],
    ['of XenServer', tar([{ name: 'ova.xml', bytes: Buffer.from('<value/>') }]), 'blocker image.format'],
    ['that is only a tar archive', tar([packed()]), 'blocker image.format'],
  ])('%s is judged so', async (_, bytes, finding) => {
    const seen = await inspect(bytes);
    expect(judged(seen)).toContain(finding);
    // A finding that stops or worries always says what to do.
    for (const { level, fix } of seen.findings) expect(level === 'info' || Boolean(fix)).toBe(true);
  });

  it('may hold another kind of disk', async () => {
    const bytes = sparseVhd(disk);
    const seen = await inspect(ova('m', ovf(plan({}, bytes)), [packed(bytes)]));
    expect(seen).toMatchObject({ format: 'OVA', variant: 'dynamic', partitionStyle: 'GPT', disks: [{ format: 'VHD' }] });
  });

  it.each([
    ['an OVF that is not XML', Buffer.from('<Envelope><a></Envelope>')],
    ['an OVF that is empty', Buffer.alloc(0)],
    ['an OVF with another root', Buffer.from('<html/>')],
    ['an OVF of two megabytes', Buffer.alloc(2_000_000, 32)],
  ])('with %s is damaged', async (_, bytes) => {
    expect(await problemOf(inspect(tar([{ name: 'm.ovf', bytes }, packed()])))).toMatchObject({ code: 'image.damaged', back: 'export' });
  });

  it('packed with holes (tar --sparse) is damaged', async () => {
    expect((await problemOf(inspect(tar([{ name: 'm.ovf', bytes: envelope }, packed(vmdk, { kind: 'S' })])))).what).toContain('--sparse');
  });
});

describe('an OVA of 75 GB', () => {
  it('is inspected by its headers', async () => {
    const large = windows11(69 * gibi);
    const parts = [{ name: 'm.ovf', bytes: ovf({ disks: [{ file: 'disk.raw', bytes: large.size, capacity: 69 }] }) }];
    const start = Buffer.concat([tar(parts).subarray(0, -1024), header('disk.raw', large.size, 0, '0', true)]);
    await writeRaw(inFolder('large.ova'), { size: start.length + large.size + 1024, pieces: [{ at: 0, bytes: start }, ...large.pieces.map(({ at, bytes }) => ({ at: at + start.length, bytes }))] });
    const began = performance.now();
    const seen = await inspectOld(inFolder('large.ova'), { windows: 'windows-11' });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(judged(seen)).toEqual(['info image.ova-manifest']);
    expect(seen).toMatchObject({ importFormat: 'OVA', partitionStyle: 'GPT', disks: [{ format: 'RAW', bytes: large.size }] });
  });
});

describe('an OVF descriptor', () => {
  it('of VirtualBox says its firmware and its system in elements of its own', () => {
    const xml = `<?xml version="1.0"?><Envelope xmlns:vbox="v" xmlns:ovf="o"><References><File ovf:id="file1" ovf:href="win%2011-disk001.vmdk"/></References>
      <VirtualSystem ovf:id="Win &amp; 11"><OperatingSystemSection ovf:id="120"><Description>Windows10_64</Description><vbox:OSType ovf:required="false">Windows11_64</vbox:OSType></OperatingSystemSection>
      <vbox:Machine><Hardware><Firmware type="EFI"/></Hardware></vbox:Machine></VirtualSystem></Envelope>`;
    expect(parseOvf(Buffer.from(`\ufeff${xml}`, 'utf16le'), 'm.ova').machine).toEqual({ name: 'Win & 11', operatingSystem: 'Windows11_64', operatingSystemDescription: 'Windows10_64', firmware: 'uefi', networkAdapters: 0, opticalMedia: 0 });
  });

  it('can not print control characters', () => {
    const xml = '<Envelope><VirtualSystem id="x"><Name>a&#27;[31mred&#x202e;</Name></VirtualSystem></Envelope>';
    expect(parseOvf(Buffer.from(xml), 'm.ova').machine.name).toBe('a\\x1b[31mred\\u{202e}');
  });

  it.each([
    ['byte * 2^40', 2 ** 40],
    ['byte * 10^9', 1e9],
    ['bytes*1024', 1024],
    ['furlong', undefined],
  ])('capacity unit %s', (unit, bytes) => expect(unitBytes(unit)).toBe(bytes));
});

describe('the XML reader', () => {
  it.each(['', '<', '<a', '<a>', '</a>', '<a></b>', '<a/><b/>', '<a b="', '<!-- ', '<![CDATA[', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`])('gives up on %j', (source) => {
    expect(parseXml(source)).toBeUndefined();
  });

  it('skips comments, document types and instructions, and never expands an entity of the document', () => {
    const root = parseXml('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "boom">]><!-- <b> --><n:a x=\'1 > 0\' n:y="&lt;&#65;"><![CDATA[<raw>]]>&e;</n:a>');
    expect(root).toMatchObject({ name: 'a', attributes: { x: '1 > 0', y: '<A' }, text: '<raw>&e;' });
  });

  it('takes time in proportion to its input', () => {
    const began = performance.now();
    for (const source of [`<a ${'b'.repeat(500_000)}>`, `<a ${'b=" '.repeat(200_000)}`, '<'.repeat(500_000), '&#'.repeat(300_000), `<a>${'<!'.repeat(300_000)}`]) parseXml(source);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
