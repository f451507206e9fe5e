import type { ErrorEntry } from '../catalogue.ts';

/**
 * The codes that making an image from a WorkSpace gives. Their meaning is concluded from the Image Checker's tests, which
 * AWS documents; the codes themselves it only names.
 */
export const captureErrors: readonly ErrorEntry[] = (
  [
    ['AdditionalDrivesPresent', 'The WorkSpace has drives besides C: and D:.', ['A drive is mapped, or a virtual drive exists.'], ['Remove every drive but C: and D:, virtual ones too.']],
    ['WindowsUpdatesRequired', 'Windows waits for a restart or for updates.', ['Updates are installed but not finished.'], ['Restart the WorkSpace and finish all updates but feature updates.']],
    ['SysPrepFileMissing', 'The Sysprep answer file is missing or empty.', ['EC2Config or EC2Launch is damaged.'], ['Have EC2Config or EC2Launch repaired by AWS Support.']],
    ['UserProfileMissing', 'The user\'s profile is not at D:\\Users\\NAME.', ['The profile was moved or deleted.'], ['Open a case with AWS Support.']],
    ['InsufficientDiskSpace', 'Too little space is free on C:.', ['Less than 12 GB are free. On Windows 10 more than 2 GB may do, by today\'s page.'], ['Free at least 12 GB on C:.']],
    ['EnvironmentVariablesPathMissingEntries', 'The Path variable lacks folders of Windows.', ['C:\\Windows\\System32 or C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\ was removed from Path.'], ['Add both to the system\'s Path, in this order, and restart.']],
    ['DomainAccountServicesFound', 'A service runs under a domain account.', ['Software such as SQL Server Express was installed with a domain user.'], ['Find it in the Image Checker\'s log; in services.msc set its Log On to Local System.']],
    ['InvalidIp', 'A network adapter has a fixed address.', ['An adapter is configured statically.'], ['Set every adapter to obtain an address automatically.']],
    ['RemoteDesktopServicesDisabled', 'Remote Desktop Services are disabled.', ['A policy or a hardening script disabled the service.'], ['In services.msc set Remote Desktop Services to Manual or Automatic.']],
    ['WindowsModulesInstallerDisabled', 'Windows Modules Installer is disabled.', ['A policy or a hardening script disabled the service.'], ['In services.msc set Windows Modules Installer to Manual or Automatic.']],
    ['AmazonSsmAgentEnabled', 'The SSM Agent is enabled.', ['VM Import installs it.'], ['In services.msc set Amazon SSM Agent to Disabled.']],
    ['UnsupportedSecurityProtocol', 'TLS 1.2 is not enabled.', ['A registry policy disables it.'], ['Enable TLS 1.2 for client and server as Microsoft describes, restart.']],
    ['MultipleUserProfiles', 'More than one user\'s profile is on the WorkSpace.', ['Others have signed in.'], ['Delete the other profiles (System, Advanced, User Profiles) and restart.']],
    ['StagedAppxPackage', 'Store apps are staged but not installed for the user.', ['Store apps were updated for another account.'], ['List packages that are Staged, or installed only for S-1-5-18, and remove those, as SYSTEM.']],
    ['UnsupportedOsUpgrade', 'This Windows was upgraded in place from another release.', ['A feature update was installed.'], ['Take a WorkSpace that was never upgraded.']],
    ['InsufficientRearmCount', 'Windows can not be generalised any more: its rearm count is 0.', ['Sysprep ran too often.'], ['Look: cscript C:\\Windows\\System32\\slmgr.vbs /dlv', 'Start again from an image with rearms left.']],
  ] as const
).map(([code, what, causes, fix]) => ({
  id: `image.${code}`,
  match: [{ code }],
  step: 'image',
  what,
  causes,
  fix: [...fix, 'Run the Image Checker again, then make the image.'],
  source: ['custom-image', 'custom-image-2020', 'api-error-detail'],
  confidence: 'inferred',
}));
