import { language, languages } from '../knowledge/languages.ts';
import type { Template } from '../templates.ts';

const region = { name: 'region', title: 'Region', example: 'eu-west-1', pattern: /^[a-z]{2}(?:-[a-z]+)+-\d$/ };
const partition = { name: 'partition', title: 'partition of the account', example: 'aws-cn', pattern: /^aws[a-z-]*$/, initial: 'aws' };
const account = { name: 'account', title: 'account id', example: '123456789012', pattern: /^\d{12}$/ };
const bucket = { name: 'bucket', title: 'bucket of the upload', example: 'byol-123456789012-eu-west-1', pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/ };
const importRole = { name: 'importRole', title: 'role of VM Import', example: 'vmimport', pattern: /^[\w+=,.@-]{1,64}$/, initial: 'vmimport' };
const vm = { name: 'vm', title: 'name of the VM in the hypervisor', example: 'Windows 11 master' };
const file = { name: 'file', title: 'file to export to', example: './win11.ova' };
const name = { name: 'name', title: 'name of the onboarding', example: 'contoso-euw1', pattern: /^[\w.-]+$/ };
const languageTag = { name: 'language', title: 'language of Office, as culture tag', example: 'ja-JP', pattern: new RegExp(`^(?:${languages.map(({ tag }) => tag).join('|')})$`, 'i'), optional: true };
const lcid = { name: 'lcid', title: 'locale id in decimal; follows from language', example: '1041', pattern: /^\d{3,5}$/ };
const languageName = { name: 'languageName', title: 'the language in words; follows from language', example: 'Japanese' };

function withLanguage(values: { readonly [parameter: string]: string }): { readonly [parameter: string]: string } {
  const found = language(values['language'] ?? values['lcid'] ?? '');
  return found ? { lcid: String(found.lcid), languageName: found.name, ...values, language: found.tag } : values;
}

/** Every template: what is handed to people or to AWS. */
export const templateList: readonly Template[] = [
  { name: 'iam-policy', title: 'IAM policy of the person or role that runs the wizard; sections are the steps', file: 'iam-policy.json', parameters: [account, region, bucket, importRole, partition] },
  { name: 'iam-policy-encryption', title: 'Addition to it, where default encryption is to be suspended for the import', file: 'iam-policy-encryption.json', parameters: [region] },
  { name: 'vmimport-trust', title: 'Who may assume the role of VM Import; hardened where account is given', file: 'vmimport-trust.json', parameters: [{ ...account, optional: true }, partition] },
  { name: 'vmimport-policy', title: 'What the role of VM Import may do', file: 'vmimport-policy.json', parameters: [bucket, { name: 'prefix', title: 'begin of the keys it may read', example: 'contoso-euw1/', pattern: /^[\w!.*'()/-]*$/, initial: '' }, { name: 'kmsKey', title: 'ARN of the KMS key of the bucket', example: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab', pattern: /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, optional: true }, partition] },
  { name: 'workspaces-default-role-trust', title: 'Who may assume workspaces_DefaultRole', file: 'workspaces-default-role-trust.json', parameters: [] },
  { name: 'bucket-policy', title: 'Bucket policy that refuses requests without TLS', file: 'bucket-policy.json', parameters: [bucket, partition] },
  { name: 'checker-guide', title: 'How to prepare the VM and run the checker', file: 'checker-guide.md', parameters: [vm] },
  { name: 'fix-script', title: 'PowerShell that puts right what the checker found; sections are its tests', file: 'checker-fix.ps1', parameters: [] },
  { name: 'export-vmware', title: 'Export from vSphere, Workstation or by ovftool', file: 'export-vmware.md', parameters: [vm, file] },
  { name: 'export-hyperv', title: 'Export from Hyper-V', file: 'export-hyperv.md', parameters: [vm, { ...file, example: 'D:\\export' }] },
  { name: 'export-virtualbox', title: 'Export from VirtualBox', file: 'export-virtualbox.md', parameters: [vm, file] },
  { name: 'export-kvm', title: 'Export from KVM and libvirt', file: 'export-kvm.md', parameters: [vm, { ...file, example: './win11.vmdk' }] },
  { name: 'export-xen', title: 'Export from XenServer or Citrix Hypervisor', file: 'export-xen.md', parameters: [vm, { ...file, example: './win11.vhd' }] },
  { name: 'office-language-reg', title: 'Registry file that sets the language of Office', file: 'office-language.reg', parameters: [languageTag, lcid], derive: withLanguage },
  { name: 'office-language-script', title: 'Log-on script that sets the language of Office', file: 'office-language.ps1', parameters: [languageTag, lcid, languageName], derive: withLanguage },
  { name: 'office-language-gpo', title: 'How to set the language of Office by group policy', file: 'office-language-gpo.md', parameters: [languageTag, languageName, lcid, { name: 'domain', title: 'full name of the AD domain', example: 'corp.example.com', pattern: /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u }], derive: withLanguage },
  { name: 'schedule', title: 'Run "wizard resume" by Task Scheduler, cron or systemd', file: 'schedule.md', parameters: [name, { name: 'folder', title: 'checkout that the wizard runs in', example: '/opt/byol' }, { name: 'stateDir', title: 'where onboardings are kept, if not in the usual place', example: '/var/lib/byol', initial: '' }, { name: 'profile', title: 'AWS profile, if not the default one', example: 'byol', initial: '' }] },
];
