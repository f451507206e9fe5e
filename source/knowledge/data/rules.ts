import type { Rule } from '../rules.ts';

/**
 * Dated rules. Of one id several entries may stand here; at any day at most one is in force. `from` is inclusive, `until`
 * exclusive; a date may be as coarse as a year where the sources allow no more. Add a line here, never a branch in code.
 */
export const rules = [
  // Commitment and account
  { id: 'eligibility.minimum-workspaces', says: 'At least 200 WorkSpaces, to run on dedicated hardware.', value: 200, unit: 'WorkSpaces', until: '2022', source: ['byol-2018', 'byol-2020', 'minimum-per-region'], confidence: 'documented', appliesTo: { step: 'eligibility', note: 'every Region; the guide of 2018 named a total, that of 2020 a number per Region' } },
  { id: 'eligibility.minimum-workspaces', says: 'At least 100 WorkSpaces per Region and month.', value: 100, unit: 'WorkSpaces', from: '2022', until: '2025', source: ['byol'], confidence: 'observed', appliesTo: { step: 'eligibility', note: 'seen in copies of the page; older answers still repeat it' } },
  { id: 'eligibility.minimum-workspaces', says: 'At least 50 WorkSpaces per Region and month that have no GPU, in any mix of running modes; users of WorkSpaces Applications count too.', value: 50, unit: 'WorkSpaces', from: '2025', source: ['byol', 'workspaces-applications'], confidence: 'documented', appliesTo: { step: 'eligibility', note: 'every Region but af-south-1' } },
  { id: 'eligibility.minimum-workspaces-af-south-1', says: 'At least 400 WorkSpaces in Africa (Cape Town).', value: 400, unit: 'WorkSpaces', source: ['byol'], confidence: 'documented', appliesTo: { step: 'eligibility', region: 'af-south-1' } },
  { id: 'eligibility.minimum-gpu-always-on', says: 'With GPU bundles: at least 4 AlwaysOn WorkSpaces per Region and month, or the AutoStop number.', value: 4, unit: 'WorkSpaces', from: '2019', source: ['byol', 'byol-2020'], confidence: 'documented', appliesTo: { step: 'eligibility', note: 'only where GPU bundles are planned' } },
  { id: 'eligibility.minimum-gpu-auto-stop', says: 'With GPU bundles: at least 20 AutoStop WorkSpaces per Region and month, or the AlwaysOn number.', value: 20, unit: 'WorkSpaces', from: '2019', source: ['byol', 'byol-2020'], confidence: 'documented', appliesTo: { step: 'eligibility', note: 'only where GPU bundles are planned' } },
  { id: 'eligibility.linked-minimum', says: 'Linked accounts share one minimum.', value: true, source: ['link', 'byol'], confidence: 'documented', appliesTo: { step: 'eligibility' } },
  { id: 'eligibility.licence', says: 'The licence agreement with Microsoft must allow Windows in a virtual hosted environment.', value: true, source: ['byol', 'byol-2020', 'byol-2018'], confidence: 'documented', appliesTo: { step: 'eligibility' } },
  { id: 'eligibility.consent', says: 'The first enablement of an account in a Region is confirmed in the console; no API offers it.', value: true, from: '2021', source: ['iam-console', 'byol'], confidence: 'inferred', appliesTo: { step: 'eligibility' } },
  { id: 'eligibility.enabled-probe', says: 'Only an enabled account gets an answer from ListAvailableManagementCidrRanges; another one gets AccessDeniedException.', value: 'ListAvailableManagementCidrRanges', source: ['api-list-ranges'], confidence: 'documented', appliesTo: { step: 'eligibility' } },
  { id: 'eligibility.graphics', says: 'BYOL with GPU bundles is enabled by AWS Support, not by the console.', value: true, source: ['byol', 'byol-2020'], confidence: 'documented', appliesTo: { step: 'eligibility' } },
  { id: 'eligibility.per-region', says: 'BYOL is enabled once for each account and each Region.', value: true, source: ['byol', 'byol-2020'], confidence: 'documented', appliesTo: { step: 'eligibility' } },
  { id: 'eligibility.default-encryption', says: 'Default encryption of EBS volumes must be off in the Region while a VM is imported.', value: false, source: ['byol', 'byol-2020', 'ebs-encryption'], confidence: 'documented', appliesTo: { step: 'import' } },

  // Management network
  { id: 'network.prefix', says: 'The management range is a /16 of the form a.b.0.0/16.', value: 16, source: ['api-modify-account', 'byol'], confidence: 'documented', appliesTo: { step: 'network' } },
  { id: 'network.search-ranges', says: 'A management range is looked for in five address ranges.', value: ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15'], source: ['byol', 'byol-2020', 'byol-2018'], confidence: 'documented', appliesTo: { step: 'network' } },
  { id: 'network.immutable', says: 'Once chosen, the management range can not be changed.', value: true, source: ['byol', 'byol-2020'], confidence: 'documented', appliesTo: { step: 'network' } },
  { id: 'network.page-size', says: 'The list of free ranges comes in pages of at most 5.', value: 5, unit: 'ranges', source: ['api-list-ranges'], confidence: 'documented', appliesTo: { step: 'network' } },
  { id: 'network.always-managed', says: 'AWS reaches every BYOL WorkSpace from this range, in every Region.', value: '54.239.224.0/20', source: ['ports', 'byol'], confidence: 'documented', appliesTo: { step: 'network' } },
  { id: 'network.always-managed-dcv', says: 'With DCV, AWS reaches the WorkSpace from this range too.', value: '10.0.0.0/8', source: ['ports'], confidence: 'documented', appliesTo: { step: 'network', protocol: 'dcv', note: 'the BYOL page leaves it out' } },
  { id: 'network.link-instead', says: 'An account that will be linked to another BYOL account chooses no range of its own.', value: true, source: ['byol', 'link'], confidence: 'documented', appliesTo: { step: 'network' } },
  { id: 'network.link-final', says: 'An accepted link can not be undone.', value: true, source: ['api-link'], confidence: 'documented', appliesTo: { step: 'network' } },

  // The virtual machine
  { id: 'image.disk-size', says: 'The image is on one volume smaller than 80 GB, and is an OVA.', value: 80, unit: 'GB', until: '2019', source: ['byol-2018'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.disk-size', says: 'The VM is on one volume of at most 70 GB.', value: 70, unit: 'GB', from: '2019', until: '2022', source: ['byol-2020'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.disk-size', says: 'The local disk must be smaller than 80 GB.', value: 80, unit: 'GB', from: '2022', source: ['errors', 'checker'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.disk-size-advised', says: 'A disk of at most 70 GB satisfied every edition of the guide.', value: 70, unit: 'GB', source: ['byol-2020', 'disk-report'], confidence: 'inferred', appliesTo: { step: 'checker' } },
  { id: 'image.free-space', says: 'At least 10 GB must be free.', value: 10, unit: 'GB', from: '2019', until: '2022', source: ['byol-2020'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.free-space', says: 'More than 20 GB must be free on the local disk.', value: 20, unit: 'GB', from: '2022', source: ['errors'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.free-space-tested', says: 'With less than 10 GB free the ingestion fails even without Office.', value: 10, unit: 'GB', source: ['checker'], confidence: 'observed', appliesTo: { step: 'checker' } },
  { id: 'image.free-space-office', says: 'At least 20 GB must be free when Office is added through AWS.', value: 20, unit: 'GB', from: '2019', source: ['byol-2020', 'errors'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.single-volume', says: 'Windows is on a single local drive; D: is not in use.', value: 1, unit: 'drives', source: ['errors', 'byol-2020', 'byol-2018'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.not-upgraded', says: 'Windows was installed afresh, never upgraded in place from another release.', value: true, source: ['byol', 'errors', 'byol-2020', 'byol-2018'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.sysprep', says: 'Sysprep is run on the image before it is handed over.', value: 'before', until: '2019', source: ['byol-2018'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.sysprep', says: 'The VM is exported before Sysprep; running Sysprep afterwards on the original is a rehearsal.', value: 'rehearsal', from: '2019', source: ['byol', 'byol-2020'], confidence: 'documented', appliesTo: { step: 'export' } },
  { id: 'image.format', says: 'The image is an OVA.', value: ['OVA'], until: '2019', source: ['byol-2018'], confidence: 'documented', appliesTo: { step: 'export' } },
  { id: 'image.format', says: 'OVA, stream-optimised VMDK, VHD, VHDX (fixed or dynamic) or RAW.', value: ['OVA', 'VMDK', 'VHD', 'VHDX', 'RAW'], from: '2019', source: ['vm-requirements'], confidence: 'documented', appliesTo: { step: 'export' } },
  { id: 'image.language', says: 'The primary language of Windows is English (United States).', value: 'en-US', source: ['vm-requirements', 'byol-2020', 'byol-2018'], confidence: 'documented', appliesTo: { step: 'checker', note: 'today demanded by VM Import for client editions of Windows' } },
  { id: 'image.activation', says: 'Windows is activated against your own key management servers.', value: true, source: ['byol-2020', 'byol-2018', 'ports'], confidence: 'documented', appliesTo: { step: 'checker', note: 'today the servers must be reachable from the WorkSpaces' } },
  { id: 'image.other-software', says: 'No software beyond Windows itself is installed.', value: false, until: '2022', source: ['byol-2020', 'byol-2018'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.other-software', says: 'Customised VMs are accepted; antivirus, VMware Tools, a PCoIP agent and standalone Office are not.', value: true, from: '2022', source: ['byol', 'errors'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.local-account', says: 'A local administrator named WorkSpaces_BYOL exists and is enabled.', value: 'WorkSpaces_BYOL', source: ['errors', 'byol-2020', 'byol-2018'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.powershell', says: 'Windows PowerShell 4 or later.', value: 4, unit: 'major version', from: '2019', source: ['byol-2020', 'checker'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.checker', says: 'The VM must pass every test of the checker.', value: 'mandatory', from: '2019', until: '2024', source: ['byol-2020'], confidence: 'documented', appliesTo: { step: 'checker' } },
  { id: 'image.checker', says: 'The checker is optional and meant for customised VMs; the ingestion tests the same things.', value: 'optional', from: '2024', source: ['byol', 'checker'], confidence: 'documented', appliesTo: { step: 'checker' } },

  // Import and image
  { id: 'import.task-listing', says: 'Import tasks are listed while they run and for 7 days after.', value: 7, unit: 'days', source: ['ec2-import'], confidence: 'documented', appliesTo: { step: 'import' } },
  { id: 'import.licence-type', says: 'Client editions of Windows are imported with licence type BYOL.', value: 'BYOL', source: ['vm-licensing'], confidence: 'documented', appliesTo: { step: 'import' } },
  { id: 'import.pass-role', says: 'The caller needs iam:PassRole on the import role; the service checks it even for the default role.', value: true, source: ['vm-role', 'passrole-report'], confidence: 'documented', appliesTo: { step: 'import' } },
  { id: 'image.quota', says: 'At most 40 images per Region, until raised.', value: 40, unit: 'images', source: ['quotas', 'custom-image-2020'], confidence: 'documented', appliesTo: { step: 'image' } },
  { id: 'image.ingestion-time', says: 'Making a BYOL image takes at least 90 minutes.', value: 90, unit: 'minutes', source: ['byol', 'byol-2020'], confidence: 'documented', appliesTo: { step: 'image' } },
  { id: 'image.ingestion-time-office', says: 'With Office added, making a BYOL image takes at least 3 hours.', value: 180, unit: 'minutes', from: '2019', source: ['byol-2020'], confidence: 'documented', appliesTo: { step: 'image' } },
  { id: 'protocol.pcoip-new', says: 'PCoIP WorkSpaces can be created.', value: true, until: '2026-07-31', source: ['byol-2020', 'byol-2018'], confidence: 'documented', appliesTo: { step: 'image', protocol: 'pcoip' } },
  { id: 'protocol.pcoip-new', says: 'PCoIP takes no new customers; who uses it already may create more until it ends.', value: false, from: '2026-07-31', source: ['pcoip-end'], confidence: 'documented', appliesTo: { step: 'image', protocol: 'pcoip' } },
  { id: 'protocol.pcoip-end', says: 'PCoIP WorkSpaces stop working on this day.', value: '2027-10-31', source: ['pcoip-end'], confidence: 'documented', appliesTo: { step: 'image', protocol: 'pcoip' } },

  // Bundle, directory, launch
  { id: 'bundle.quota', says: 'At most 50 custom bundles per Region; this is fixed.', value: 50, unit: 'bundles', source: ['quotas'], confidence: 'documented', appliesTo: { step: 'bundle' } },
  { id: 'bundle.name-reuse', says: 'The name of a deleted bundle can be used again after 2 hours.', value: 2, unit: 'hours', source: ['custom-image'], confidence: 'documented', appliesTo: { step: 'bundle' } },
  { id: 'directory.quota', says: 'At most 50 registered directories per Region; this is fixed.', value: 50, unit: 'directories', source: ['quotas'], confidence: 'documented', appliesTo: { step: 'directory' } },
  { id: 'directory.tenancy', says: 'A directory for BYOL is registered with dedicated tenancy; one registered as shared can not be switched.', value: 'DEDICATED', source: ['byol', 'byol-2020', 'api-register'], confidence: 'documented', appliesTo: { step: 'directory' } },
  { id: 'directory.idle', says: 'A Simple AD or AD Connector without WorkSpaces is deregistered after 30 days, and billed from then on.', value: 30, unit: 'days', source: ['register'], confidence: 'documented', appliesTo: { step: 'directory' } },
  { id: 'launch.batch', says: 'One call creates at most 25 WorkSpaces.', value: 25, unit: 'WorkSpaces', source: ['api-create'], confidence: 'documented', appliesTo: { step: 'launch' } },
  { id: 'launch.quota', says: 'A new account may run 1 WorkSpace in a Region, and none with a GPU, until the quota is raised.', value: 1, unit: 'WorkSpaces', source: ['quotas'], confidence: 'documented', appliesTo: { step: 'launch' } },
  { id: 'launch.time-source', says: 'WorkSpaces need a time server they can reach; the image names time.windows.com, AWS offers 169.254.169.123.', value: '169.254.169.123', source: ['errors'], confidence: 'documented', appliesTo: { step: 'launch' } },
  { id: 'api.rate', says: 'WorkSpaces answers 2 calls a second for an account and Region.', value: 2, unit: 'calls a second', source: ['quotas', 'troubleshoot'], confidence: 'documented', appliesTo: { step: 'eligibility' } },
  { id: 'api.burst', says: 'WorkSpaces allows 5 calls at once before it throttles.', value: 5, unit: 'calls', source: ['quotas'], confidence: 'documented', appliesTo: { step: 'eligibility' } },
] as const satisfies readonly Rule[];
