import { clean } from '../text.ts';
import type { Finding } from '../step.ts';
import { bootable, firmware, partitionStyle, tableIntact } from './boot-rules.ts';
import { openFile } from './file.ts';
import type { Opened } from './format.ts';
import { openFormat } from './formats.ts';
import { changedMeanwhile, heldSigns } from './hold.ts';
import type { Expectations, Inspection } from './inspection.ts';
import { readLayout, type Layout } from './layout.ts';
import { extension } from '../path.ts';
import { bitLocker, capacity, dynamicDisk, oneDisk, oneVolume, otherSystem, windowsFamily, windowsVolume, type ImageRule } from './rules.ts';
import { sourceOf } from './source.ts';

const rules: readonly ImageRule[] = [oneDisk, capacity, partitionStyle, firmware, bitLocker, dynamicDisk, windowsVolume, oneVolume, otherSystem, bootable, tableIntact];
const order = ['blocker', 'warning', 'info'] as const;

/**
 * Says what an exported file is and whether Amazon can take it, by random access: a file of 75 GB takes no longer than a
 * small one, and memory stays flat. Findings are sorted, blockers first. Trouble with the file itself (missing, held open,
 * empty, cut short, damaged) is a ProblemError with a code `image.…`; nothing else is thrown.
 *
 * `now` (milliseconds since 1970) is what the file's age is measured against.
 */
export async function inspectImage(path: string, expectations: Expectations = {}, now: () => number = Date.now): Promise<Inspection> {
  const file = await openFile(path);
  try {
    const held = await heldSigns(file, now());
    const opened = await openFormat(await sourceOf(file.name, file.path, file.reader, false));
    const layout = opened.disk && (await readLayout(opened.disk, opened.sectorBytes ?? 512));
    const family = windowsFamily(expectations);
    const image = assemble(file, opened, layout, family === 'windows-11' ? 'uefi' : family === 'windows-10' ? 'legacy-bios' : undefined);
    const facts = { image, ...(layout ? { layout } : {}), ...(family ? { family } : {}) };
    const findings = [...held, ...opened.findings, ...rules.flatMap((rule) => rule(facts)), ...misnamed(file.name, opened), ...(await changedMeanwhile(file))];
    return clean({ ...image, findings: findings.sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level)) });
  } finally {
    await file.close();
  }
}

function assemble(file: { path: string; name: string; bytes: number; modified: number }, opened: Opened, layout: Layout | undefined, expected: 'uefi' | 'legacy-bios' | undefined): Omit<Inspection, 'findings'> {
  const { format, variant, importFormat, capacityBytes, sectorBytes, machine, archive } = opened;
  const declared = machine?.firmware && ({ value: machine.firmware, certainty: 'seen', from: 'OVF' } as const);
  // The OVF's word is surer, unless the disk contradicts it: then the disk decides what boots.
  const implied = layout?.firmware;
  const boots = declared && (!implied || implied.value === declared.value) ? declared : implied;
  const bootMode = expected ?? (boots && (boots.value === 'uefi' ? 'uefi' : 'legacy-bios'));
  const itself = { name: file.name, bytes: file.bytes, format, ...(variant ? { variant } : {}), ...(capacityBytes === undefined ? {} : { capacityBytes }) };
  return {
    path: file.path,
    format,
    ...(variant ? { variant } : {}),
    ...(importFormat ? { importFormat } : {}),
    ...(bootMode ? { bootMode } : {}),
    bytes: file.bytes,
    modified: file.modified,
    ...(capacityBytes === undefined ? {} : { capacityBytes }),
    ...(sectorBytes ? { sectorBytes } : {}),
    disks: opened.disks ?? (opened.disk || importFormat || capacityBytes !== undefined ? [itself] : []),
    ...(layout ? { partitionStyle: layout.style } : {}),
    partitions: layout?.partitions ?? [],
    ...(boots ? { firmware: boots } : {}),
    ...(machine ? { machine } : {}),
    ...(archive ? { archive } : {}),
  };
}

/** The content decides the format; a name that says another one confuses people and other programs. */
function misnamed(name: string, { format }: Opened): Finding[] {
  const meant: Readonly<Record<string, string>> = { ova: 'OVA', vmdk: 'VMDK', vhd: 'VHD', avhd: 'VHD', vhdx: 'VHDX', avhdx: 'VHDX', iso: 'ISO', qcow2: 'qcow2', vdi: 'VDI', raw: 'RAW', img: 'RAW' };
  const said = meant[extension(name)];
  if (!said || said === format || ['archive', 'program', 'text', 'unknown'].includes(format)) return [];
  return [{ rule: 'image.extension', level: 'info', title: `The name says ${said}, the content is ${format}. The content counts.`, certainty: 'seen' }];
}
