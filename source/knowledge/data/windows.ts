import type { Windows } from '../windows.ts';

const ten = { family: '10', firmware: 'BIOS', bootMode: 'legacy-bios', partitions: 'MBR', protocols: ['pcoip', 'dcv', 'byop'] } as const;
const eleven = { family: '11', firmware: 'UEFI', bootMode: 'uefi', partitions: 'GPT', protocols: ['dcv', 'byop'] } as const;

/** Windows releases that BYOL takes or took. `until` is the day from which the guide no longer names one. */
export const windows = [
  { id: 'windows-11-25h2', title: 'Windows 11 Enterprise 25H2', build: 26200, ...eleven, from: '2025-10', microsoftEnds: '2028-10-10', iso: true, source: ['byol'] },
  { id: 'windows-11-24h2', title: 'Windows 11 Enterprise 24H2', build: 26100, ...eleven, from: '2024-10', microsoftEnds: '2027-10-12', iso: true, source: ['byol'] },
  { id: 'windows-11-23h2', title: 'Windows 11 Enterprise 23H2', build: 22631, ...eleven, from: '2023-11', microsoftEnds: '2026-11-10', iso: true, source: ['byol'] },
  { id: 'windows-11-22h2', title: 'Windows 11 Enterprise 22H2', build: 22621, ...eleven, from: '2023', microsoftEnds: '2025-10-14', iso: false, source: ['byol'] },
  { id: 'windows-11-ltsc-2024', title: 'Windows 11 Enterprise LTSC 2024', build: 26100, ...eleven, from: '2024-10', microsoftEnds: '2029-10-09', iso: false, source: ['byol'] },
  { id: 'windows-10-22h2', title: 'Windows 10 22H2', build: 19045, ...ten, from: '2022-11', microsoftEnds: '2025-10-14', iso: false, source: ['byol'] },
  { id: 'windows-10-ltsc-2021', title: 'Windows 10 Enterprise LTSC 2021', build: 19044, ...ten, from: '2021-11', microsoftEnds: '2027-01-12', iso: false, source: ['byol'] },
  { id: 'windows-10-ltsc-2019', title: 'Windows 10 Enterprise LTSC 2019', build: 17763, ...ten, from: '2019', microsoftEnds: '2029-01-09', iso: false, source: ['byol'] },
  { id: 'windows-10-2004', title: 'Windows 10 version 2004', build: 19041, ...ten, from: '2020-05', until: '2022', microsoftEnds: '2021-12-14', iso: false, source: ['byol-2020'] },
  { id: 'windows-10-1909', title: 'Windows 10 version 1909', build: 18363, ...ten, from: '2019-11', until: '2022', microsoftEnds: '2022-05-10', iso: false, source: ['byol-2020'] },
  { id: 'windows-10-1903', title: 'Windows 10 version 1903', build: 18362, ...ten, from: '2019-05', until: '2022', microsoftEnds: '2020-12-08', iso: false, source: ['byol-2020'] },
  { id: 'windows-10-1809', title: 'Windows 10 version 1809', build: 17763, ...ten, from: '2018-10', until: '2022', microsoftEnds: '2021-05-11', iso: false, source: ['byol-2020'] },
  { id: 'windows-10-1803', title: 'Windows 10 version 1803', build: 17134, ...ten, from: '2018-04', until: '2022', microsoftEnds: '2021-05-11', iso: false, source: ['byol-2020'] },
  { id: 'windows-7', title: 'Windows 7', build: 7601, ...ten, family: '7', protocols: ['pcoip'], until: '2020', microsoftEnds: '2020-01-14', iso: false, source: ['byol-2018'] },
] as const satisfies readonly Windows[];
