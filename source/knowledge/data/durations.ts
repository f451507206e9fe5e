import type { Duration } from '../durations.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * How long things take and how often to look, milliseconds. `visibility` is how long a listing may lag behind a call;
 * `expect` and `warnAfter` carry the source. Where AWS names no time, the numbers are inferred and say so.
 */
export const durations = {
  'account.consent': { every: 5 * minute, expect: [10 * minute, 24 * hour], warnAfter: 72 * hour, visibility: 0, says: 'Usually automatic; some accounts are reviewed by a person.', source: ['byol'], confidence: 'documented' },
  'account.modification': { every: minute, expect: [5 * minute, 4 * hour], warnAfter: 12 * hour, visibility: 30 * minute, says: 'May take several hours.', source: ['byol-2020'], confidence: 'documented' },
  'account.link': { every: minute, expect: [minute, 24 * hour], warnAfter: 72 * hour, visibility: 5 * minute, says: 'Waits until the other account accepts.', source: ['link'], confidence: 'inferred' },
  'checker': { every: 30 * second, expect: [30 * minute, 4 * hour], warnAfter: 7 * 24 * hour, visibility: 0, says: 'As long as a person needs to prepare the VM; the tests themselves take minutes.', source: ['experience'], confidence: 'inferred' },
  'export': { every: 30 * second, expect: [15 * minute, 3 * hour], warnAfter: 24 * hour, visibility: 0, says: 'As long as the hypervisor takes to write the disk.', source: ['experience'], confidence: 'inferred' },
  'bucket': { every: 2 * second, expect: [0, 10 * second], warnAfter: 2 * minute, visibility: 0, says: 'At once.', source: ['experience'], confidence: 'inferred' },
  'upload': { every: 5 * second, expect: [10 * minute, 12 * hour], warnAfter: 48 * hour, visibility: 0, says: 'As long as the line takes.', source: ['experience'], confidence: 'inferred' },
  'role': { every: 5 * second, expect: [0, 30 * second], warnAfter: 2 * minute, visibility: 2 * minute, says: 'A new role may need some seconds before a service accepts it.', source: ['experience'], confidence: 'inferred' },
  'import.task': { every: 30 * second, expect: [20 * minute, 3 * hour], warnAfter: 6 * hour, visibility: 5 * minute, says: 'Progress is coarse and may stand still for tens of minutes.', source: ['vm-monitor', 'loop-report'], confidence: 'inferred' },
  'import.cancel': { every: 10 * second, expect: [10 * second, 5 * minute], warnAfter: 15 * minute, visibility: minute, says: 'Minutes.', source: ['experience'], confidence: 'inferred' },
  'import.encryption': { every: 2 * second, expect: [0, 10 * second], warnAfter: minute, visibility: minute, says: 'At once.', source: ['ebs-encryption'], confidence: 'inferred' },
  'image': { every: 2 * minute, expect: [90 * minute, 3 * hour], warnAfter: 6 * hour, visibility: 5 * minute, says: 'At least 90 minutes.', source: ['byol', 'byol-2020'], confidence: 'documented' },
  'image.office': { every: 2 * minute, expect: [3 * hour, 5 * hour], warnAfter: 8 * hour, visibility: 5 * minute, says: 'At least 3 hours with Office.', source: ['byol-2020'], confidence: 'documented' },
  'image.builder': { every: minute, expect: [90 * minute, 4 * hour], warnAfter: 8 * hour, visibility: 5 * minute, says: 'At least 90 minutes; reports percent.', source: ['byol'], confidence: 'documented' },
  'image.capture': { every: minute, expect: [15 * minute, 45 * minute], warnAfter: 2 * hour, visibility: 5 * minute, says: 'Up to 45 minutes; the WorkSpace is suspended meanwhile.', source: ['custom-image'], confidence: 'documented' },
  'bundle': { every: 10 * second, expect: [second, 5 * minute], warnAfter: 30 * minute, visibility: 5 * minute, says: 'Minutes at most.', source: ['experience'], confidence: 'inferred' },
  'directory.register': { every: 20 * second, expect: [minute, 15 * minute], warnAfter: hour, visibility: 15 * minute, says: 'Minutes.', source: ['experience'], confidence: 'inferred' },
  'directory.deregister': { every: 20 * second, expect: [minute, 15 * minute], warnAfter: hour, visibility: 5 * minute, says: 'Minutes; then it is no longer listed.', source: ['experience'], confidence: 'inferred' },
  'directory.settings': { every: 5 * second, expect: [0, 30 * second], warnAfter: 5 * minute, visibility: minute, says: 'At once.', source: ['experience'], confidence: 'inferred' },
  'launch': { every: minute, expect: [10 * minute, 20 * minute], warnAfter: hour, visibility: 5 * minute, says: '10 to 20 minutes each.', source: ['create'], confidence: 'documented' },
  'launch.migrate': { every: minute, expect: [15 * minute, hour], warnAfter: 3 * hour, visibility: 10 * minute, says: 'Up to an hour each.', source: ['migrate'], confidence: 'documented' },
} as const satisfies Record<string, Duration>;
