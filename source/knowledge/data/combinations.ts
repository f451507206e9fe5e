import type { Combination } from '../compatibility.ts';

const gpu = ['g4dn', 'g6', 'g7', 'graphics', 'graphicspro'];
const ingestionOffice = ['Microsoft_Office_2016', 'Microsoft_Office_2019'];

/**
 * What can not be had together, and what can but deserves a word. A line holds while every attribute in `when` has one of
 * the values named and none in `unless` has. An attribute nobody has chosen yet holds nothing back. Attributes are listed
 * in `compatibility.ts`. `from` and `until` date a line.
 */
export const combinations: readonly Combination[] = [
  { id: 'windows-11-pcoip', level: 'impossible', when: { family: ['11'], protocol: ['pcoip'] }, what: 'PCoIP does not stream Windows 11', why: 'Windows 11 images are made for DCV (or BYOP).', source: ['api-import-custom', 'migrate'] },
  { id: 'pcoip-gpu', level: 'impossible', when: { protocol: ['pcoip'], gpu: ['g6', 'g7'] }, what: 'PCoIP does not stream this GPU type', why: 'On Windows PCoIP knows only the g4dn types.', source: ['pcoip-end', 'api-import-image'] },
  { id: 'value-windows-11', level: 'impossible', when: { family: ['11'], compute: ['VALUE'] }, what: 'Value is not offered with Windows 11', why: 'The Value compute type is too small for it.', source: ['byol'] },
  { id: 'office-2016-windows-11', level: 'impossible', when: { family: ['11'], office: ['Microsoft_Office_2016'] }, what: 'Office 2016 is not added to Windows 11', why: 'On Windows 11 the ingestion only adds Microsoft_Office_2019.', source: ['api-import-image'] },
  { id: 'office-gpu-windows-11', level: 'impossible', when: { family: ['11'], gpu, office: ingestionOffice }, what: 'No Office is added to a Windows 11 image for GPU types', why: 'The ingestion of GPU images for Windows 11 takes no application.', source: ['api-import-image'] },
  { id: 'office-image-builder', level: 'impossible', when: { route: ['image-builder', 'iso'], office: ingestionOffice }, what: 'No Office is added on the Image Builder route', why: 'ImportCustomWorkspaceImage has no Applications; use ImportWorkspaceImage, or install Office later by Manage applications.', source: ['api-import-custom'] },
  { id: 'gpu-direct', level: 'impossible', when: { route: ['direct'], gpu: ['g6', 'g7'] }, what: 'ImportWorkspaceImage makes no image for this GPU type', why: 'It has no ingestion process for g6 and g7; ImportCustomWorkspaceImage has.', source: ['api-import-image', 'api-import-custom'] },
  { id: 'office-not-at-ingestion', level: 'impossible', when: { office: ['Office_LTSC_2021', 'Office_LTSC_2024', 'Microsoft_365'], route: ['direct'] }, what: 'This Office is not added during ingestion', why: 'ImportWorkspaceImage takes Microsoft_Office_2016 or Microsoft_Office_2019 only; the others come after launch.', source: ['api-import-image', 'applications'] },
  { id: 'office-2024-windows-10', level: 'impossible', when: { family: ['10'], office: ['Office_LTSC_2024'] }, what: 'Office LTSC 2024 is not installed on Windows 10', why: 'Manage applications offers it for Windows 11 only.', source: ['applications'] },
  { id: 'office-value', level: 'impossible', when: { compute: ['VALUE'], office: ['Office_LTSC_2021', 'Office_LTSC_2024'] }, what: 'Manage applications does not install this Office on Value', why: 'Value has too little memory for it.', source: ['applications'] },
  { id: 'iso-windows', level: 'impossible', when: { route: ['iso'] }, unless: { windows: ['windows-11-23h2', 'windows-11-24h2', 'windows-11-25h2'] }, what: 'An ISO of this Windows is not imported', why: 'Image Builder takes ISOs of Windows 11 Enterprise 23H2, 24H2 and 25H2, not LTSC and not Windows 10.', source: ['iso-import', 'byol'] },
  { id: 'gpu-region', level: 'impossible', when: { gpu, region: ['af-south-1', 'il-central-1'] }, what: 'GPU bundles are not offered in this Region', why: 'Africa (Cape Town) and Israel (Tel Aviv) have none.', source: ['byol', 'bundles'] },
  { id: 'g7-region', level: 'impossible', when: { gpu: ['g7'] }, unless: { region: ['us-east-1', 'us-east-2', 'us-west-2'] }, what: 'G7 types are not offered in this Region', why: 'They exist in us-east-1, us-east-2 and us-west-2.', source: ['bundles'] },
  { id: 'windows-11-china', level: 'impossible', when: { family: ['11'], region: ['cn-northwest-1', 'cn-north-1'] }, what: 'Windows 11 can not be imported in this Region', why: 'VM Import does not take Windows 11 in China.', source: ['vm-requirements'] },
  { id: 'graphics-ended', level: 'impossible', when: { gpu: ['graphics'] }, from: '2023-11-30', what: 'Graphics has ended', why: 'AWS stopped it on 2023-11-30; use a g4dn, g6 or g7 type.', source: ['bundles'] },
  { id: 'graphicspro-ended', level: 'impossible', when: { gpu: ['graphicspro'] }, from: '2025-10-31', what: 'GraphicsPro has ended', why: 'AWS stopped it on 2025-10-31; use GRAPHICSPRO_G4DN or a g6 type.', source: ['bundles'] },
  { id: 'pcoip-ended', level: 'impossible', when: { protocol: ['pcoip'] }, from: '2027-10-31', what: 'PCoIP has ended', why: 'PCoIP WorkSpaces stopped on 2027-10-31; use DCV.', source: ['pcoip-end'] },

  { id: 'pcoip-new-customers', level: 'caution', when: { protocol: ['pcoip'] }, from: '2026-07-31', until: '2027-10-31', what: 'PCoIP is closed to new customers and ends on 2027-10-31', why: 'Only accounts that used it before 2026-07-31 may still create such WorkSpaces; DCV has a future.', source: ['pcoip-end'] },
  { id: 'byop-core', level: 'caution', when: { protocol: ['byop'] }, what: 'BYOP is for WorkSpaces Core', why: 'The account team has to put the account on a list first.', source: ['api-import-image'] },
  { id: 'office-out-of-support', level: 'caution', when: { office: ingestionOffice }, from: '2025-10-14', what: 'Office 2016 and 2019 are out of support since 2025-10-14', why: 'WorkSpaces with them can only have them uninstalled. Office LTSC 2021 or 2024 by Manage applications, or Microsoft 365 with your own licences, are the ways on.', source: ['applications'] },
  { id: 'office-2021-support', level: 'caution', when: { office: ['Office_LTSC_2021'] }, from: '2026-10-13', what: 'Office 2021 is out of support since 2026-10-13', why: 'Prefer Office LTSC 2024 on Windows 11.', source: ['applications'] },
  { id: 'windows-out-of-support', level: 'caution', when: { windows: ['windows-10-22h2', 'windows-11-22h2'] }, from: '2025-10-14', what: 'Microsoft ended the ordinary support of this Windows on 2025-10-14', why: 'AWS Support does not support releases that Microsoft no longer does.', source: ['byol', 'microsoft-lifecycle'] },
];
