import { createHash } from 'node:crypto';
import { tar, type Packed } from './tar.ts';

/** What an OVF describes. Every field has the value of a plain Windows 11 machine exported from vSphere. */
export type OvfPlan = {
  readonly name?: string;
  readonly disks?: readonly { readonly file: string; readonly bytes: number; readonly capacity: number | string; readonly units?: string; readonly attributes?: string }[];
  readonly fileAttributes?: string;
  readonly firmware?: 'efi' | 'bios' | 'none';
  readonly operatingSystem?: { readonly id: number; readonly type: string; readonly description: string };
  readonly adapters?: number;
  readonly disc?: boolean;
};

const windows11 = { id: 1, type: 'windows11_64Guest', description: 'Microsoft Windows 11 (64-bit)' };

export function ovf({ name = 'win11', disks = [], fileAttributes = '', firmware = 'efi', operatingSystem = windows11, adapters = 1, disc = false }: OvfPlan): Buffer {
  const rows = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData" xmlns:vmw="http://www.vmware.com/schema/ovf" xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData">',
    '  <References>',
    ...disks.map((disk, index) => `    <File ovf:href="${disk.file}" ovf:id="file${index + 1}" ovf:size="${disk.bytes}"${fileAttributes}/>`),
    '  </References>',
    '  <DiskSection>',
    '    <Info>Virtual disks</Info>',
    ...disks.map(
      (disk, index) =>
        `    <Disk ovf:capacity="${disk.capacity}" ovf:capacityAllocationUnits="${disk.units ?? 'byte * 2^30'}" ovf:diskId="vmdisk${index + 1}" ovf:fileRef="file${index + 1}" ovf:format="http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized"${disk.attributes ?? ''}/>`,
    ),
    '  </DiskSection>',
    '  <NetworkSection>',
    '    <Info>Networks</Info>',
    '    <Network ovf:name="VM Network"><Description>The VM Network network</Description></Network>',
    '  </NetworkSection>',
    `  <VirtualSystem ovf:id="${name}">`,
    '    <Info>A virtual machine</Info>',
    `    <Name>${name}</Name>`,
    `    <OperatingSystemSection ovf:id="${operatingSystem.id}" vmw:osType="${operatingSystem.type}">`,
    '      <Info>The operating system installed</Info>',
    `      <Description>${operatingSystem.description}</Description>`,
    '    </OperatingSystemSection>',
    '    <VirtualHardwareSection>',
    '      <Info>Virtual hardware</Info>',
    `      <System><vssd:ElementName>Virtual Hardware Family</vssd:ElementName><vssd:InstanceID>0</vssd:InstanceID><vssd:VirtualSystemIdentifier>${name}</vssd:VirtualSystemIdentifier><vssd:VirtualSystemType>vmx-19</vssd:VirtualSystemType></System>`,
    item([['AllocationUnits', 'hertz * 10^6'], ['ElementName', '2 virtual CPU(s)'], ['InstanceID', '1'], ['ResourceType', '3'], ['VirtualQuantity', '2']]),
    item([['AllocationUnits', 'byte * 2^20'], ['ElementName', '4096MB of memory'], ['InstanceID', '2'], ['ResourceType', '4'], ['VirtualQuantity', '4096']]),
    item([['ElementName', 'SATA Controller 0'], ['InstanceID', '3'], ['ResourceSubType', 'vmware.sata.ahci'], ['ResourceType', '20']]),
    ...disks.map((_, index) => item([['AddressOnParent', String(index)], ['ElementName', `Hard Disk ${index + 1}`], ['HostResource', `ovf:/disk/vmdisk${index + 1}`], ['InstanceID', String(4 + index)], ['Parent', '3'], ['ResourceType', '17']])),
    ...Array.from({ length: adapters }, (_, index) => item([['AutomaticAllocation', 'true'], ['Connection', 'VM Network'], ['ElementName', `Ethernet ${index + 1}`], ['InstanceID', String(20 + index)], ['ResourceSubType', 'VmxNet3'], ['ResourceType', '10']])),
    ...(disc ? [item([['ElementName', 'CD/DVD Drive 1'], ['HostResource', 'ovf:/file/file9'], ['InstanceID', '30'], ['Parent', '3'], ['ResourceSubType', 'vmware.cdrom.iso'], ['ResourceType', '15']])] : []),
    ...(firmware === 'none' ? [] : [`      <vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="${firmware}"/>`]),
    ...(firmware === 'efi' ? ['      <vmw:Config ovf:required="false" vmw:key="bootOptions.efiSecureBootEnabled" vmw:value="true"/>'] : []),
    '    </VirtualHardwareSection>',
    '  </VirtualSystem>',
    '</Envelope>',
    '',
  ];
  return Buffer.from(rows.join('\n'));
}

function item(values: readonly (readonly [string, string])[]): string {
  return `      <Item>${values.map(([key, value]) => `<rasd:${key}>${value}</rasd:${key}>`).join('')}</Item>`;
}

/** A manifest with SHA-256 digests. */
export function manifest(files: readonly Packed[]): Buffer {
  return Buffer.from(files.map(({ name, bytes }) => `SHA256(${name})= ${createHash('sha256').update(bytes).digest('hex')}\n`).join(''));
}

/** An OVA of OVF, manifest and disks, in that order. */
export function ova(name: string, envelope: Uint8Array, disks: readonly Packed[], modified = 0): Buffer {
  const described = { name: `${name}.ovf`, bytes: envelope };
  return tar([described, { name: `${name}.mf`, bytes: manifest([described, ...disks]) }, ...disks], modified);
}
