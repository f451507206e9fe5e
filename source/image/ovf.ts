import { fail } from '../problem.ts';
import { line } from '../text.ts';
import type { Machine } from './inspection.ts';
import { damaged } from './trouble.ts';
import { childText, descendants, parseXml, type Element } from './xml.ts';

/** A file that the envelope names. */
export type OvfFile = { readonly id: string; readonly href: string; readonly bytes?: number; readonly compression?: string; readonly chunkBytes?: number };

/** A virtual disk of the envelope; `capacityBytes` is absent when it is not a plain number of a known unit. */
export type OvfDisk = { readonly id: string; readonly fileRef?: string; readonly capacityBytes?: number; readonly parentRef?: string };

/** What an OVF 0.9, 1.x or 2.0 envelope says (DMTF DSP0243). */
export type Envelope = {
  readonly files: readonly OvfFile[];
  readonly disks: readonly OvfDisk[];
  readonly systems: number;
  readonly machine: Machine;
};

/** Resource types of CIM_ResourceAllocationSettingData. */
const ethernet = '10';
const optical = ['15', '16'];
const mostEntries = 200;

/** Reads an envelope, by local names. `image.damaged` when it is not XML with an Envelope at its root. */
export function parseOvf(bytes: Uint8Array, name: string): Envelope {
  const root = parseXml(decode(bytes));
  if (root?.name !== 'Envelope') fail(damaged(name, 'its OVF descriptor is not an OVF envelope'));
  const all = (element: string) => descendants(root, element);
  const items = [...all('Item'), ...all('StorageItem'), ...all('EthernetPortItem')];
  const media = (item: Element) => optical.includes(childText(item, 'ResourceType') ?? '') && /^(ovf:)?\/?\/?(file|disk)/.test(childText(item, 'HostResource') ?? '');
  return {
    files: all('File').filter((file) => file.attributes['href'] !== undefined).slice(0, mostEntries).map(ovfFile),
    disks: all('Disk').filter((disk) => disk.attributes['diskId'] !== undefined).slice(0, mostEntries).map(ovfDisk),
    systems: all('VirtualSystem').length + root.children.filter((child) => child.name === 'Content').length,
    machine: {
      ...machineOf(root),
      networkAdapters: items.filter((item) => childText(item, 'ResourceType') === ethernet).length,
      opticalMedia: items.filter(media).length,
    },
  };
}

function machineOf(root: Element): Omit<Machine, 'networkAdapters' | 'opticalMedia'> {
  const system = descendants(root, 'VirtualSystem')[0] ?? root;
  const config = (key: string) => descendants(root, 'Config').find((entry) => entry.attributes['key'] === key)?.attributes['value'];
  const section = descendants(root, 'OperatingSystemSection')[0];
  const virtualBox = descendants(root, 'Machine')[0];
  // VMware leaves the key out for BIOS machines, VirtualBox the element: silence in their own files means BIOS.
  const type = childText(descendants(root, 'System')[0] ?? root, 'VirtualSystemType') ?? '';
  const named = config('firmware') ?? (virtualBox ? descendants(virtualBox, 'Firmware')[0]?.attributes['type'] : undefined);
  const firmware = named ? (/^efi/i.test(named) ? 'uefi' : 'bios') : virtualBox || /^(vmx|vmware)/i.test(type) ? 'bios' : undefined;
  const operatingSystem = section?.attributes['osType'] ?? (section ? childText(section, 'OSType') : undefined) ?? section?.attributes['id'];
  const description = section ? childText(section, 'Description') : undefined;
  const name = childText(system, 'Name') ?? system.attributes['id'];
  const secure = config('bootOptions.efiSecureBootEnabled');
  return {
    ...(name ? { name: line(name) } : {}),
    ...(operatingSystem ? { operatingSystem: line(operatingSystem) } : {}),
    ...(description ? { operatingSystemDescription: line(description) } : {}),
    ...(firmware ? { firmware } : {}),
    ...(secure ? { secureBoot: secure === 'true' } : {}),
  };
}

function ovfFile({ attributes }: Element): OvfFile {
  const bytes = count(attributes['size']);
  const chunkBytes = count(attributes['chunkSize']);
  const compression = attributes['compression'];
  return {
    id: attributes['id'] ?? '',
    href: line(attributes['href'] ?? ''),
    ...(bytes === undefined ? {} : { bytes }),
    ...(chunkBytes === undefined ? {} : { chunkBytes }),
    ...(compression && compression !== 'identity' ? { compression: line(compression) } : {}),
  };
}

function ovfDisk({ attributes }: Element): OvfDisk {
  const units = unitBytes(attributes['capacityAllocationUnits']);
  const capacity = count(attributes['capacity']);
  const { fileRef, parentRef } = attributes;
  return {
    id: line(attributes['diskId'] ?? ''),
    ...(fileRef ? { fileRef } : {}),
    ...(parentRef ? { parentRef } : {}),
    ...(capacity !== undefined && units !== undefined ? { capacityBytes: capacity * units } : {}),
  };
}

function count(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : undefined;
}

/** Bytes in a unit such as `byte * 2^30` (DSP0004 programmatic units) or, in old files, `GigaBytes`. Default: bytes. */
export function unitBytes(units: string | undefined): number | undefined {
  const unit = (units ?? 'byte').trim();
  const power = /^bytes?\s*\*\s*(2|10)\s*\^\s*(\d{1,2})$/i.exec(unit);
  if (power) return Number(power[1]) ** Number(power[2]);
  const factor = /^bytes?\s*\*\s*(\d{1,13})$/i.exec(unit);
  if (factor) return Number(factor[1]);
  const named = /^(?:(kilo|mega|giga|tera)bytes?|([kmgt])i?b|bytes?)$/i.exec(unit);
  if (!named) return undefined;
  const letter = (named[1] ?? named[2] ?? '').charAt(0).toLowerCase();
  return 1024 ** (letter ? 'kmgt'.indexOf(letter) + 1 : 0);
}

function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Whether the envelope's file is the archive's member of that name; the reference may be percent-encoded. */
export function namesMember(file: OvfFile, name: string): boolean {
  return file.href === name || file.href.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))) === name;
}
