import type { Source } from './format.ts';
import { quoted, renamed } from '../path.ts';

/** The pages that the rules come from. */
export const pages = {
  formats: 'https://docs.aws.amazon.com/vm-import/latest/userguide/prerequisites.html#vmimport-image-formats',
  bootModes: 'https://docs.aws.amazon.com/vm-import/latest/userguide/prerequisites.html#vmimport-boot-modes',
  volumes: 'https://docs.aws.amazon.com/vm-import/latest/userguide/prerequisites.html#vmimport-volume-types',
  limitations: 'https://docs.aws.amazon.com/vm-import/latest/userguide/limitations-image-importing.html',
  troubleshooting: 'https://docs.aws.amazon.com/vm-import/latest/userguide/vmimport-troubleshooting.html',
  prepare: 'https://docs.aws.amazon.com/vm-import/latest/userguide/prepare-vm-image.html',
  byol: 'https://docs.aws.amazon.com/workspaces/latest/adminguide/byol-windows-images.html',
  errors: 'https://docs.aws.amazon.com/workspaces/latest/adminguide/windows-images-common-errors.html',
} as const;

/** The command that makes a streamOptimized VMDK of what qemu-img can read. */
export function toStreamOptimized(path: string): string {
  return `qemu-img convert -p -O vmdk -o subformat=streamOptimized ${quoted(path)} ${quoted(renamed(path, '-stream.vmdk'))}`;
}

/** The command that makes an importable disk of a VMDK; a disk inside an OVA goes through ovftool, which writes that kind. */
export function reexportVmdk(source: Source): string {
  if (source.inside) return `ovftool ${quoted(source.path)} ${quoted(renamed(source.path, '-stream.ova'))}`;
  return `${toStreamOptimized(source.path)} (or, with the machine at hand: ovftool machine.vmx machine.ova)`;
}

/** PowerShell's own quoting, for Hyper-V's cmdlets. */
export function convertVhd(path: string, output: string, type: 'Dynamic' | 'Fixed'): string {
  const literal = (argument: string) => `'${argument.replaceAll("'", "''")}'`;
  return `Convert-VHD -Path ${literal(path)} -DestinationPath ${literal(renamed(path, output))} -VHDType ${type}`;
}

/** Whether qemu-img or ovftool can read a VMDK of that kind by itself; layers and device mappings need their machine. */
export function convertible(variant: string): boolean {
  return !/seSparse|vmfsSparse|rawDeviceMap/i.test(variant);
}
