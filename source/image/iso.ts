import { pages } from './advice.ts';
import { readUpTo } from './block.ts';
import { has } from './bytes.ts';
import type { FormatReader } from './format.ts';

const firstDescriptor = 32768;

/** An optical disc: ISO 9660 or UDF. `ImportImage` does not take one; the console's own wizard does. */
export const iso: FormatReader = {
  async recognises({ reader }) {
    if (reader.size < firstDescriptor + 8) return false;
    const descriptor = await readUpTo(reader, firstDescriptor, 8);
    return has(descriptor, 1, 'CD001') || has(descriptor, 1, 'BEA01');
  },
  async open({ name }) {
    return {
      format: 'ISO',
      findings: [
        {
          rule: 'image.iso',
          level: 'blocker',
          title: `${name} is an installation disc (ISO), not the disk of an installed machine.`,
          source: pages.byol,
          fix: 'Install Windows from it in a virtual machine and export that machine, or import the ISO in the WorkSpaces console (Images, Import image).',
          certainty: 'seen',
        },
      ],
    };
  },
};
