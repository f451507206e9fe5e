import { WorkspaceImageErrorDetailCode } from '@aws-sdk/client-workspaces';
import { describe, expect, it } from 'vitest';
import { errors, imageError } from '../../source/knowledge/catalogue.ts';
import { explain, nearest, problemFrom } from '../../source/knowledge/errors.ts';

const best = (text: string, context = {}) => explain(text, context)[0]?.id;

describe('the catalogue', () => {
  it.each(Object.values(WorkspaceImageErrorDetailCode))('explains %s, as a code and inside a message', (code) => {
    expect(imageError(code)?.id).toBe(`image.${code}`);
    expect(best(code)).toBe(`image.${code}`);
    expect(best(`ErrorDetails: [{ErrorCode: ${code}, ErrorMessage: BYOL import failed.}]`)).toBe(`image.${code}`);
    expect(best('', { code })).toBe(`image.${code}`);
  });

  it.each(errors.map((entry) => [entry.id, entry] as const))('%s can be recognised, says why and what to do', (id, entry) => {
    expect(errors.filter((other) => other.id === id)).toHaveLength(1);
    expect(entry.match.every(({ code, text }) => code !== undefined || text !== undefined)).toBe(true);
    expect(entry.causes.length).toBeGreaterThan(0);
    expect(entry.fix.length).toBeGreaterThan(0);
    expect(entry.source.length).toBeGreaterThan(0);
    expect(best(id)).toBe(id);
    for (const sentence of [entry.what, ...entry.causes]) expect(sentence).toMatch(/[.)]$/);
    // A fragment that fits must find its own entry among the first.
    for (const { text } of entry.match) if (typeof text === 'string') expect(explain(text).slice(0, 3).map((one) => one.id)).toContain(id);
  });
});

describe('texts as people meet them', () => {
  it.each([
    // Account and range
    ['An error occurred (AccessDeniedException) when calling the ListAvailableManagementCidrRanges operation: ', 'account.not-enabled'],
    ['An error occurred (AccessDeniedException) when calling the ListAvailableManagementCidrRanges operation: User: arn:aws:iam::123456789012:user/x is not authorized to perform: workspaces:ListAvailableManagementCidrRanges', 'account.not-authorized'],
    ['An error occurred (InvalidParameterValuesException) when calling the ModifyAccount operation: 203.0.113.25/16', 'account.range-pattern'],
    ['AccessDeniedException: Amazon WorkSpaces Pools is no longer available to new customers as of 7/30/2026', 'account.pools'],
    ['An error occurred (ThrottlingException) when calling the DescribeWorkspaces operation (reached max retries: 4): Rate exceeded', 'account.throttled'],
    ['An error occurred (ExpiredTokenException) when calling the DescribeAccount operation: The security token included in the request is expired', 'credentials.expired'],
    // Guest
    ['BYOL import requires a system that has not been upgraded in-place. This system has been upgraded in-place.', 'image.InPlaceUpgrade'],
    ['BYOL import requires that Windows updates are disabled.', 'image.WindowsUpdatesEnabled'],
    ['BYOL import requires less than 2 partitions on the local drive. In addition, all Windows 10 partitions must be MBR partitioned and all Windows 11 partitions must be GPT partitioned.', 'image.IncompatiblePartitioning'],
    ['BYOL import requires systems with 1 local drive. There are additional Local, Removable or Network drives.', 'image.AdditionalDrivesAttached'],
    ['BYOL import requires RealTimeIsUniversal to be enabled.', 'image.RealTimeUniversalDisabled'],
    ['BYOL import requires more than 20 GB of space on the local disk.', 'image.DiskFreeSpace'],
    ['BYOL import does not support systems with active Standalone Microsoft Office installed', 'image.OfficeInstalled'],
    ['BYOL import requires Windows 10 or Windows 11.', 'image.OSNotSupported'],
    ["The term 'Get-WmiObject' is not recognized as the name of a cmdlet", 'checker.powershell-7'],
    ['The term \u2018Get-WmiObject\u2019 is not recognized', 'checker.powershell-7'],
    ['This operation is not supported when reserved storage is in use. Please wait for any servicing operations to complete and then try again later.', 'image.ReservedStorageInUse'],
    ['BYOL import has a restricted drive letter in use.', 'image.RestrictedDriveLetterInUse'],
    ['BYOL import is incompatible with memory integrity.', 'image.MemoryIntegrityIncompatibility'],
    ['BYOL Import requires Bitlocker state to be disabled.', 'image.bitlocker'],
    ['BYOL import requires Windows 10 systems to have a legacy Boot mode.', 'image.UEFINotSupported'],
    ['OS image that is incompatible with the streaming protocol selected.', 'image.ProtocolOSIncompatibility'],
    ['11/21/2026 09:15:41  [FAIL] Public Firewall Profile is turned ON', 'image.FirewallEnabled'],
    // Sysprep
    ['SYSPRP Package Microsoft.WidgetsPlatformRuntime_1.0 was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.', 'sysprep.appx'],
    ['Failed to remove apps for the current user: 0x80073cf2', 'sysprep.remove-apps'],
    ['an optimizer removed the apps', 'sysprep.optimiser'],
    ['The AMI you are importing has AppX packages installed. Remove them and re-import the image.', 'image.AppXPackagesInstalled'],
    ['An unknown error has occurred to the AMI you are importing during AMI SysPrep.', 'image.UnknownError'],
    // Export, upload, role, wait: failures 27 to 58
    ['ClientError: Disk validation failed [Unsupported VMDK File Format]', 'import.vmdk-kind'],
    ['ClientError: Disk validation failed [OVF file parsing error: OVA with chunked disk files is not supported]', 'import.chunked'],
    ['Parameter disk-image-size=0 has an invalid format', 'import.size-zero'],
    ['Wrong file size specified in OVF descriptor for win.vmdk (specified: 0, actual 17790739968)', 'export.ovf-size'],
    ['No supported manifest(sha1, sha256, sha512) entry found', 'export.ovf-size'],
    ['ClientError: Footers not identical', 'import.footers'],
    ['ClientError: No valid partitions. Not a valid volume.', 'import.no-partitions'],
    ['Client.Unsupported: No bootable partition found', 'import.no-boot-partition'],
    ['ClientError: EFI partition detected. UEFI booting is not supported in EC2.', 'import.efi'],
    ['NTFS partition is in an unsafe state. Please resume and shutdown Windows fully (no hibernation or fast restarting.)', 'import.ntfs-unsafe'],
    ['ClientError: Unknown OS / Missing OS files', 'import.unknown-os'],
    ['An error occurred (ExpiredToken) when calling the UploadPart operation: The provided token has expired.', 'upload.expired'],
    ['upload was killed and starts again from zero', 'upload.restart'],
    ['ClientError: Disk validation failed', 'import.validation'],
    ['ClientError: Disk validation failed [something never heard of]', 'import.validation'],
    ['uploaded object may be corrupt', 'upload.corrupt'],
    ['The given S3 bucket is not local to the Region', 'import.bucket-region'],
    ['An error occurred (InvalidParameter) when calling the ImportImage operation: The service role VMImportRole002 provided does not exist or does not have sufficient permissions', 'import.pass-role'],
    ['The service role vmimport does not exist or does not have sufficient permissions for the service to continue', 'import.pass-role'],
    ['An error occurred (MalformedPolicyDocument) when calling the CreateRole operation: Syntax errors in policy', 'import.malformed-policy'],
    ['ClientError: Disk validation failed [We do not have access to the given resource. Reason 403 Forbidden]', 'import.forbidden'],
    ['ClientError: Disk validation failed [Unsupported OVA format]', 'import.ova-or-key'],
    ['InvalidParameterValue: The specified KMS key is not accessible', 'import.kms'],
    ['Encrypted AMI is not supported for BYOL', 'import.encrypted'],
    ['FirstBootFailure: This import request failed because the Windows instance failed to boot and establish network connectivity.', 'import.first-boot'],
    ['stuck on "booting" for hours', 'import.stuck-booting'],
    ['ClientError: Booter Networking failure/instance not reachable. Please retry after installation of .Net framework 3.5 SP1 or greater.', 'import.booter-network'],
    ['stuck on "updating"', 'import.stuck-updating'],
    ['ResourceNotReady: exceeded wait attempts', 'import.wait-exceeded'],
    ['"Status": "deleted"', 'import.deleted'],
    ['Starting rename of AMI', 'import.rename'],
    ['Task Timed out, Status code 400', 'import.copy-timeout'],
    ['updating, booting, updating again', 'import.loop'],
    ['step "translate-disk" did not complete within the specified timeout of 1h0m0s', 'import.inner-timeout'],
    ['Windows 11 24H2 would not boot in VirtualBox', 'import.virtualbox-11'],
    ['Uncompressed data has an invalid length', 'import.invalid-length'],
    ['unsupported compression algorithm 0', 'import.compression'],
    ['conversion task limit (5) exceeded', 'import.limit'],
    // Bundle, directory, launch
    ['ResourceNotFound.Directory: The specified directory could not be found in the specified region.', 'launch.directory'],
    ['InvalidParameterValuesException: An invalid or out-of-range value was supplied for the input parameter.', 'directory.values'],
    ['An error occurred (WorkspacesDefaultRoleNotFoundException) when calling the RegisterWorkspaceDirectory operation', 'directory.role-missing'],
    ['An error occurred (OperationNotSupportedException) when calling the RegisterWorkspaceDirectory operation', 'directory.not-supported'],
    ['An error occurred (OperationNotSupportedException) when calling the DeregisterWorkspaceDirectory operation', 'directory.not-empty'],
    ['An error occurred (UnsupportedNetworkConfigurationException) when calling the RegisterWorkspaceDirectory operation', 'directory.network'],
    ['An error occurred (ResourceAlreadyExistsException) when calling the CreateWorkspaceBundle operation', 'bundle.name-taken'],
    ['An error occurred (ResourceAlreadyExistsException) when calling the ImportWorkspaceImage operation', 'image.name-taken'],
    ['An error occurred (ResourceLimitExceededException) when calling the CreateWorkspaces operation', 'launch.quota'],
    ['WorkSpaces creation fails due to time synchronization issues with custom images', 'launch.time'],
    ['ErrorCode: ResourceExists.WorkSpace', 'launch.exists'],
    ['ResourceNotFound.User', 'launch.user'],
  ])('%s → %s', (text, id) => {
    expect(best(text)).toBe(id);
  });

  it('takes code and operation from the call where the text does not hold them', () => {
    expect(best('', { code: 'AccessDeniedException', operation: 'ListAvailableManagementCidrRanges' })).toBe('account.not-enabled');
    expect(best('', { code: 'ResourceAlreadyExistsException', operation: 'RegisterWorkspaceDirectory' })).toBe('directory.registered');
    expect(best('', { code: 'AccessDeniedException', operation: 'workspaces:ListAvailableManagementCidrRanges' })).toBe('account.not-enabled');
    expect(best('x', { code: 'ResourceLimitExceededException', operation: 'ImportWorkspaceImage' })).toBe('image.quota');
  });

  it('says nothing of what it does not know, and offers what comes near as a guess', () => {
    expect(explain('the flux capacitor is empty')).toEqual([]);
    expect(explain('')).toEqual([]);
    expect(nearest('the volume of this disk is encrypted').map(({ id }) => id)).toContain('image.bitlocker');
    expect(nearest('qwertz')).toEqual([]);
  });

  it('explains a rule by what holds and what held', () => {
    const [told] = explain('eligibility.minimum-workspaces');
    expect(told).toMatchObject({ kind: 'rule', step: 'eligibility' });
    expect(told?.what).toContain('50 WorkSpaces');
    expect(told?.causes.join('\n')).toMatch(/200[\s\S]*100/);
  });

  it('takes a megabyte of anything quickly', () => {
    const began = performance.now();
    explain('updating booting upload encrypted ami user '.repeat(25_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('a problem for a person', () => {
  it('carries meaning, causes in order, the fix and the way back', () => {
    const raw = { operation: 'ImportImage', code: 'InvalidParameter', message: 'The service role vmimport does not exist or does not have sufficient permissions' };
    const problem = problemFrom(explain(raw.message, raw), { raw });
    expect(problem).toMatchObject({ code: 'import.pass-role', back: 'import', exit: 1, raw });
    expect(problem.causes?.[0]).toContain('iam:PassRole');
    expect(problem.todo?.length).toBeGreaterThan(0);
    expect(problemFrom(explain('DomainJoined')).back).toBe('checker');
  });

  it('shows the raw words where nothing is known', () => {
    expect(problemFrom([], { raw: { operation: 'X', message: 'odd' }, exit: 4 })).toMatchObject({ code: 'unknown', exit: 4, what: expect.stringContaining('odd') });
  });
});
