import { fail } from '../problem.ts';
import { anything, foreign } from './foreign.ts';
import type { FormatReader, Opened, Source } from './format.ts';
import { iso } from './iso.ts';
import { ova } from './ova.ts';
import { raw } from './raw.ts';
import { damaged } from './trouble.ts';
import { vhd } from './vhd.ts';
import { vhdx } from './vhdx.ts';
import { vmdk } from './vmdk.ts';

/** Every format, the surest signature first: a raw disk is known by two bytes that others may have too. */
const formats: readonly FormatReader[] = [vmdk, vhdx, foreign, ova, vhd, iso, raw, anything];

/** Recognises a file and opens it. */
export async function openFormat(source: Source): Promise<Opened> {
  return openAs(source, formats);
}

async function openAs(source: Source, candidates: readonly FormatReader[]): Promise<Opened> {
  for (const format of candidates) {
    // An archive inside an archive is not a disk; leaving it out keeps the depth at two.
    if (await format.recognises(source)) return format.open(source, (member) => openAs(member, formats.filter((inner) => inner !== ova)));
  }
  return fail(damaged(source.name, 'no reader takes it'));
}
