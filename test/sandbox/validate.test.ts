import { DescribeDirectoriesCommand, DirectoryServiceClient } from '@aws-sdk/client-directory-service';
import { CreateTagsCommand, DeleteTagsCommand } from '@aws-sdk/client-ec2';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import * as ws from '@aws-sdk/client-workspaces';
import { describe, expect, it } from 'vitest';
import { running } from './clients.ts';

const image = { Ec2ImageId: 'ami-0123456789abcdef0', IngestionProcess: 'BYOL_REGULAR_WSP', ImageName: 'win11', ImageDescription: 'Windows 11' } as const;
const item = { DirectoryId: 'd-906702f0a1', UserName: 'alice', BundleId: 'wsb-0123456789' };

describe('WorkSpaces refuses at its front door', () => {
  it.each<[string, ws.$Command<any, any, any>, string, RegExp]>([
    ['a page of more than five ranges', new ws.ListAvailableManagementCidrRangesCommand({ ManagementCidrRangeConstraint: '10.0.0.0/8', MaxResults: 6 }), 'InvalidParameterValuesException', /'6' at 'maxResults'.*less than or equal to 5/],
    ['a page of none', new ws.ListAvailableManagementCidrRangesCommand({ ManagementCidrRangeConstraint: '10.0.0.0/8', MaxResults: 0 }), 'InvalidParameterValuesException', /greater than or equal to 1/],
    ['a constraint without a prefix', new ws.ListAvailableManagementCidrRangesCommand({ ManagementCidrRangeConstraint: '10.0.0.0' }), 'InvalidParameterValuesException', /regular expression pattern/],
    ['no constraint', new ws.ListAvailableManagementCidrRangesCommand({ ManagementCidrRangeConstraint: undefined }), 'InvalidParameterValuesException', /Value null at 'managementCidrRangeConstraint'.*must not be null/],
    ['a page of more than 25', new ws.DescribeWorkspaceImagesCommand({ MaxResults: 26 }), 'ValidationException', /less than or equal to 25/],
    ['a range that is no /16', new ws.ModifyAccountCommand({ DedicatedTenancyManagementCidrRange: '203.0.113.25/16' }), 'InvalidParameterValuesException', /pattern/],
    ['disabling BYOL', new ws.ModifyAccountCommand({ DedicatedTenancySupport: 'DISABLED' as 'ENABLED' }), 'InvalidParameterValuesException', /enum value set: \[ENABLED\]/],
    ['an image name with a space', new ws.ImportWorkspaceImageCommand({ ...image, ImageName: 'win 11' }), 'InvalidParameterValuesException', /'win 11' at 'imageName'/],
    ['an AMI id that is none', new ws.ImportWorkspaceImageCommand({ ...image, Ec2ImageId: 'ami-1' }), 'InvalidParameterValuesException', /'ami-1' at 'ec2ImageId'/],
    ['an unknown ingestion process', new ws.ImportWorkspaceImageCommand({ ...image, IngestionProcess: 'BYOL_TEAPOT' as 'BYOL_REGULAR' }), 'InvalidParameterValuesException', /BYOL_REGULAR_WSP/],
    ['two things at once, both named', new ws.ImportWorkspaceImageCommand({ ...image, ImageName: 'a b', Ec2ImageId: 'ami-1' }), 'InvalidParameterValuesException', /^2 validation errors detected: .*ec2ImageId.*imageName/],
    ['a subnet id that is none', new ws.RegisterWorkspaceDirectoryCommand({ DirectoryId: 'd-906702f0a1', SubnetIds: ['subnet-1'] }), 'InvalidParameterValuesException', /subnetIds\.1\.member/],
    ['a wrong bundle id inside a list', new ws.CreateWorkspacesCommand({ Workspaces: [item, { ...item, BundleId: 'b' }] }), 'InvalidParameterValuesException', /'b' at 'workspaces\.2\.member\.bundleId'/],
    ['26 WorkSpaces at once', new ws.CreateWorkspacesCommand({ Workspaces: Array.from({ length: 26 }, () => item) }), 'InvalidParameterValuesException', /less than or equal to 25/],
    ['an item without its user', new ws.CreateWorkspacesCommand({ Workspaces: [{ ...item, UserName: undefined }] }), 'InvalidParameterValuesException', /workspaces\.1\.member\.userName.*not be null/],
  ])('%s', async (_, command, code, words) => {
    const { workspaces, sandbox } = await running();
    await expect(workspaces.send(command)).rejects.toMatchObject({ name: code, message: expect.stringMatching(words), $metadata: { httpStatusCode: 400 } });
    expect([sandbox.world.workspaces.modifications, sandbox.world.workspaces.images]).toEqual([[], []]);
  });
});

it('other services answer in their own words', async () => {
  const { ec2, iam, sandbox } = await running();
  const ds = new DirectoryServiceClient({ endpoint: sandbox.endpoint, region: 'eu-west-1', maxAttempts: 1, credentials: { accessKeyId: 'A', secretAccessKey: 'B' } });
  await expect(ds.send(new DescribeDirectoriesCommand({ DirectoryIds: ['906702f0a1'] }))).rejects.toMatchObject({ name: 'InvalidParameterException', message: expect.stringMatching(/directoryIds\.1\.member/) });
  await expect(iam.send(new CreateRoleCommand({ RoleName: 'a', AssumeRolePolicyDocument: undefined }))).rejects.toMatchObject({ name: 'ValidationError', message: expect.stringMatching(/assumeRolePolicyDocument/) });
  await expect(ec2.send(new CreateTagsCommand({ Resources: undefined, Tags: [{ Key: 'a', Value: 'b' }] }))).rejects.toMatchObject({ name: 'MissingParameter', message: 'The request must contain the parameter resources' });
  await expect(ec2.send(new DeleteTagsCommand({ Resources: ['vpc-0'] }))).rejects.toMatchObject({ name: 'InvalidID' });
});

describe('a request that no service takes', () => {
  const signed = (service: string, region = 'eu-west-1') => ({ authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261121/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0` });
  it.each<[string, Record<string, string>, string, number, RegExp]>([
    ['is not JSON', { ...signed('workspaces'), 'x-amz-target': 'WorkspacesService.DescribeAccount' }, '{', 400, /SerializationException/],
    ['holds a number for a text', { ...signed('workspaces'), 'x-amz-target': 'WorkspacesService.DescribeTags' }, '{"ResourceId": 7}', 400, /SerializationException/],
    ['names an unknown operation', { ...signed('workspaces'), 'x-amz-target': 'WorkspacesService.Fly' }, '{}', 400, /UnknownOperationException/],
    ['is for a service that is not imitated', signed('imagebuilder'), '{}', 404, /UnknownOperationException.*imagebuilder/],
    ['is not signed', { 'x-amz-target': 'WorkspacesService.DescribeAccount' }, '{}', 403, /MissingAuthenticationTokenException/],
    ['is for another Region', { ...signed('workspaces', 'us-east-1'), 'x-amz-target': 'WorkspacesService.DescribeAccount' }, '{}', 400, /UnrecognizedClientException/],
    ['is for another Region of EC2', signed('ec2', 'us-east-1'), 'Action=DescribeVpcs&Version=2016-11-15', 401, /<Code>AuthFailure</],
    ['holds a number that is none', signed('ec2'), 'Action=DescribeVpcs&MaxResults=many', 400, /<Code>InvalidParameterValue</],
  ])('because it %s', async (_, headers, body, status, words) => {
    const { sandbox } = await running();
    const response = await fetch(sandbox.endpoint, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(words);
  });
});
