import type { Office } from '../office.ts';

/** Ways to have Microsoft Office on BYOL WorkSpaces. */
export const offices = [
  { id: 'none', title: 'No Office through AWS', route: 'none', families: ['10', '11'], source: ['byol'] },
  { id: 'Microsoft_Office_2016', title: 'Office Professional 2016 (32-bit)', route: 'ingestion', families: ['10'], supportEnds: '2025-10-14', note: 'Out of support; AWS only lets it be uninstalled from WorkSpaces that have it.', source: ['api-import-image', 'byol-2020', 'applications'] },
  { id: 'Microsoft_Office_2019', title: 'Office Professional 2019 (64-bit)', route: 'ingestion', families: ['10', '11'], supportEnds: '2025-10-14', note: 'Out of support; AWS only lets it be uninstalled from WorkSpaces that have it.', source: ['api-import-image', 'byol-2020', 'applications'] },
  { id: 'Office_LTSC_2021', title: 'Office LTSC 2021 (Standard or Professional Plus)', route: 'manage-applications', families: ['10', '11'], supportEnds: '2026-10-13', freeGib: 20, note: 'Installed on a running WorkSpace by Manage applications; not on Value or the ended Graphics types.', source: ['applications'] },
  { id: 'Office_LTSC_2024', title: 'Office LTSC 2024 (Standard or Professional Plus)', route: 'manage-applications', families: ['11'], freeGib: 25, note: 'Installed on a running WorkSpace by Manage applications; not on Windows 10, Value or the ended Graphics types.', source: ['applications'] },
  { id: 'Microsoft_365', title: 'Microsoft 365 Apps with your own licences', route: 'own', families: ['10', '11'], note: 'E3/E5, A3/A5, G3/G5 or Business Premium; install it yourself, it may stay on the imported VM.', source: ['microsoft-365', 'errors'] },
] as const satisfies readonly Office[];
