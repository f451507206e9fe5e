import { DescribeDirectoriesCommand, DirectoryServiceClient, EntityDoesNotExistException } from '@aws-sdk/client-directory-service';
import { GetServiceQuotaCommand, NoSuchResourceException, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import * as ws from '@aws-sdk/client-workspaces';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../source/sandbox/server.ts';
import { defaultRole } from './company.ts';

let sandbox: Sandbox;
let client: ws.WorkSpacesClient;
const settings = () => ({
  endpoint: sandbox.endpoint,
  region: sandbox.world.region,
  credentials: { accessKeyId: 'AKIASANDBOXEXAMPLE00', secretAccessKey: 'sandbox' },
});

beforeAll(async () => {
  sandbox = await startSandbox({ speed: 1_000_000 });
  client = new ws.WorkSpacesClient(settings());
});
afterAll(async () => {
  client.destroy();
  await sandbox.close();
});

/** Asks again and again, on the sandbox's clock, until `look` finds something. */
async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await sandbox.clock.sleep(60_000);
  }
}

it('takes the SDK from the management range to an available WorkSpace, and every answer through its schemas', async () => {
  const { world } = sandbox;
  world.iam.roles.push(defaultRole);
  world.ec2.images.push({ ImageId: 'ami-0123456789abcdef0', name: 'win11', created: 0, encrypted: false, bootMode: 'uefi', launchPermissions: [] });

  expect((await client.send(new ws.DescribeAccountCommand({}))).DedicatedTenancySupport).toBe('DISABLED');
  const search = { ManagementCidrRangeConstraint: '10.40.0.0/13', MaxResults: 5 };
  const ranges = await client.send(new ws.ListAvailableManagementCidrRangesCommand(search));
  expect(ranges.ManagementCidrRanges).toContain('10.42.0.0/16');
  await client.send(new ws.ModifyAccountCommand({ DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.42.0.0/16' }));
  const modification = await until(async () => {
    const { AccountModifications } = await client.send(new ws.DescribeAccountModificationsCommand({}));
    return AccountModifications?.find(({ ModificationState }) => ModificationState === 'COMPLETED');
  });
  expect(modification.StartTime).toBeInstanceOf(Date);

  const { ImageId } = await client.send(
    new ws.ImportWorkspaceImageCommand({
      Ec2ImageId: 'ami-0123456789abcdef0', IngestionProcess: 'BYOL_REGULAR_WSP', ImageName: 'win11', ImageDescription: 'Windows 11', Tags: [{ Key: 'k', Value: 'v' }],
    }),
  );
  const image = await until(async () => {
    const { Images } = await client.send(new ws.DescribeWorkspaceImagesCommand({ ImageIds: [ImageId!] }));
    return Images?.find(({ State }) => State === 'AVAILABLE');
  });
  expect(image).toMatchObject({ Name: 'win11', RequiredTenancy: 'DEDICATED', OperatingSystem: { Type: 'WINDOWS' } });
  expect(image.Created).toBeInstanceOf(Date);
  expect((await client.send(new ws.DescribeTagsCommand({ ResourceId: ImageId }))).TagList).toEqual([{ Key: 'k', Value: 'v' }]);

  const { WorkspaceBundle } = await client.send(
    new ws.CreateWorkspaceBundleCommand({
      BundleName: 'standard', BundleDescription: 'Standard', ImageId, ComputeType: { Name: 'STANDARD' }, UserStorage: { Capacity: '50' }, RootStorage: { Capacity: '80' },
    }),
  );
  await until(async () => {
    const { Bundles } = await client.send(new ws.DescribeWorkspaceBundlesCommand({ BundleIds: [WorkspaceBundle!.BundleId!] }));
    return Bundles?.find(({ State }) => State === 'AVAILABLE');
  });

  const directoryService = new DirectoryServiceClient(settings());
  const { DirectoryDescriptions } = await directoryService.send(new DescribeDirectoriesCommand({}));
  const [directory] = DirectoryDescriptions!;
  await expect(directoryService.send(new DescribeDirectoriesCommand({ DirectoryIds: ['d-ffffffffff'] }))).rejects.toBeInstanceOf(EntityDoesNotExistException);
  directoryService.destroy();
  const registration = { DirectoryId: directory!.DirectoryId, SubnetIds: directory!.VpcSettings!.SubnetIds, Tenancy: 'DEDICATED' as const };
  await client.send(new ws.RegisterWorkspaceDirectoryCommand(registration));
  await expect(client.send(new ws.RegisterWorkspaceDirectoryCommand(registration))).rejects.toBeInstanceOf(ws.ResourceAlreadyExistsException);
  const registered = await until(async () => {
    const { Directories } = await client.send(new ws.DescribeWorkspaceDirectoriesCommand({ DirectoryIds: [directory!.DirectoryId!] }));
    return Directories?.find(({ State }) => State === 'REGISTERED');
  });
  expect(registered.RegistrationCode).toMatch(/\+/);
  expect(registered.WorkspaceCreationProperties?.EnableInternetAccess).toBe(false);

  const wanted = ['alice', 'nobody-of-that-name'].map((UserName) => ({
    DirectoryId: directory!.DirectoryId!, UserName, BundleId: WorkspaceBundle!.BundleId!, WorkspaceProperties: { RunningMode: 'AUTO_STOP' as const },
  }));
  const { PendingRequests, FailedRequests } = await client.send(new ws.CreateWorkspacesCommand({ Workspaces: wanted }));
  expect(FailedRequests).toMatchObject([{ ErrorCode: 'ResourceNotFound.User', WorkspaceRequest: wanted[1] }]);
  const desktop = await until(async () => {
    const { Workspaces } = await client.send(new ws.DescribeWorkspacesCommand({ WorkspaceIds: [PendingRequests![0]!.WorkspaceId!] }));
    return Workspaces?.find(({ State }) => State === 'AVAILABLE');
  });
  expect(desktop).toMatchObject({ UserName: 'alice', WorkspaceProperties: { RunningMode: 'AUTO_STOP', RunningModeAutoStopTimeoutInMinutes: 60, RootVolumeSizeGib: 80 } });
  const { WorkspacesConnectionStatus } = await client.send(new ws.DescribeWorkspacesConnectionStatusCommand({}));
  expect(WorkspacesConnectionStatus?.[0]?.ConnectionStateCheckTimestamp).toBeInstanceOf(Date);
  await expect(client.send(new ws.DeregisterWorkspaceDirectoryCommand({ DirectoryId: directory!.DirectoryId }))).rejects.toBeInstanceOf(ws.OperationNotSupportedException);

  const quotas = new ServiceQuotasClient(settings());
  expect((await quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'workspaces', QuotaCode: 'L-34278094' }))).Quota?.Value).toBe(200);
  await expect(quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'workspaces', QuotaCode: 'L-00000000' }))).rejects.toBeInstanceOf(NoSuchResourceException);
  quotas.destroy();
});

it('names the resource in an error that has a member for it', async () => {
  const missing = new ws.DeleteWorkspaceBundleCommand({ BundleId: 'wsb-000000000' });
  await expect(client.send(missing)).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceId: 'wsb-000000000' });
});
