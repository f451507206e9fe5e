import type { Compute } from '../compute.ts';

const base = { gpu: 'none', image: 'BASE', volumes: 'standard' } as const;
const large = { gpu: 'none', image: 'BASE', volumes: 'large' } as const;
const g4dn = { gpu: 'g4dn', image: 'GRAPHICS_G4DN', volumes: 'gpu' } as const;
const g6 = { gpu: 'g6', image: 'GRAPHICS_G6', volumes: 'gpu' } as const;
const g7 = { gpu: 'g7', image: 'GRAPHICS_G7', volumes: 'gpu' } as const;

/** Compute types by the name that the API takes, with vCPU and GiB of memory ("Bundle options", EC2 and WorkSpaces models). */
export const computes = [
  { name: 'VALUE', vcpu: 1, memoryGib: 2, ...base },
  { name: 'STANDARD', vcpu: 2, memoryGib: 4, ...base },
  { name: 'PERFORMANCE', vcpu: 2, memoryGib: 8, ...base },
  { name: 'POWER', vcpu: 4, memoryGib: 16, ...base },
  { name: 'POWERPRO', vcpu: 8, memoryGib: 32, ...base },
  { name: 'GENERALPURPOSE_4XLARGE', vcpu: 16, memoryGib: 64, ...large },
  { name: 'GENERALPURPOSE_8XLARGE', vcpu: 32, memoryGib: 128, ...large },
  { name: 'GRAPHICS_G4DN', vcpu: 4, memoryGib: 16, ...g4dn },
  { name: 'GRAPHICSPRO_G4DN', vcpu: 16, memoryGib: 64, ...g4dn },
  { name: 'GRAPHICS_G6_XLARGE', vcpu: 4, memoryGib: 16, ...g6 },
  { name: 'GRAPHICS_G6_2XLARGE', vcpu: 8, memoryGib: 32, ...g6 },
  { name: 'GRAPHICS_G6_4XLARGE', vcpu: 16, memoryGib: 64, ...g6 },
  { name: 'GRAPHICS_G6_8XLARGE', vcpu: 32, memoryGib: 128, ...g6 },
  { name: 'GRAPHICS_G6_16XLARGE', vcpu: 64, memoryGib: 256, ...g6 },
  { name: 'GRAPHICS_GR6_4XLARGE', vcpu: 16, memoryGib: 128, ...g6 },
  { name: 'GRAPHICS_GR6_8XLARGE', vcpu: 32, memoryGib: 256, ...g6 },
  { name: 'GRAPHICS_G6F_LARGE', vcpu: 2, memoryGib: 8, ...g6 },
  { name: 'GRAPHICS_G6F_XLARGE', vcpu: 4, memoryGib: 16, ...g6 },
  { name: 'GRAPHICS_G6F_2XLARGE', vcpu: 8, memoryGib: 32, ...g6 },
  { name: 'GRAPHICS_G6F_4XLARGE', vcpu: 16, memoryGib: 64, ...g6 },
  { name: 'GRAPHICS_GR6F_4XLARGE', vcpu: 16, memoryGib: 128, ...g6 },
  { name: 'GRAPHICS_G7_2XLARGE', vcpu: 8, memoryGib: 32, ...g7 },
  { name: 'GRAPHICS_G7_4XLARGE', vcpu: 16, memoryGib: 64, ...g7 },
  { name: 'GRAPHICS_G7_8XLARGE', vcpu: 32, memoryGib: 128, ...g7 },
  { name: 'GRAPHICS_G7_12XLARGE', vcpu: 48, memoryGib: 192, ...g7 },
  { name: 'GRAPHICS', gpu: 'graphics', image: 'GRAPHICS', volumes: 'gpu', ended: '2023-11-30' },
  { name: 'GRAPHICSPRO', gpu: 'graphicspro', image: 'GRAPHICSPRO', volumes: 'gpu', ended: '2025-10-31' },
] as const satisfies readonly Compute[];

/** Volume sizes in GiB that a bundle may have: sets of exact sizes, or ranges from and to. */
export const volumes = {
  standard: {
    says: 'root 80 with user 10, 50 or 100, or root 175 to 2000 with user 100 to 2000',
    sets: [{ root: [80, 80], user: [10, 50, 100] }],
    ranges: [{ root: [175, 2000], user: [100, 2000] }],
    source: ['modify', 'custom-image'],
  },
  large: {
    says: 'root 175 to 2000 with user 100 to 2000',
    sets: [],
    ranges: [{ root: [175, 2000], user: [100, 2000] }],
    source: ['modify', 'custom-image'],
  },
  gpu: {
    says: 'root 100 to 2000 with user 100 to 2000; the larger sizes need more, in numbers that AWS does not publish',
    sets: [],
    ranges: [{ root: [100, 2000], user: [100, 2000] }],
    source: ['modify', 'custom-image'],
  },
} as const;
