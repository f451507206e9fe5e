import * as aws from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { iam as service } from '../../source/sandbox/iam/iam.ts';
import { outcome, policy, running, vmieTrust } from './clients.ts';

const RoleName = 'vmimport';
const PolicyArn = 'arn:aws:iam::aws:policy/AmazonWorkSpacesServiceAccess';

it('goes through every operation with the SDK', async () => {
  const { sandbox, iam, sts } = await running({ scenario: { account: { alias: 'contoso' } } });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe('arn:aws:iam::111122223333:user/sandbox-administrator');

  const made = await iam.send(new aws.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: vmieTrust, Description: 'a & b < c', Tags: [{ Key: 'a', Value: '1' }] }));
  expect(made.Role).toMatchObject({ RoleName, Path: '/', Description: 'a & b < c', Arn: 'arn:aws:iam::111122223333:role/vmimport', Tags: [{ Key: 'a', Value: '1' }] });
  expect(made.Role?.CreateDate).toBeInstanceOf(Date);
  const { Role } = await iam.send(new aws.GetRoleCommand({ RoleName }));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(vmieTrust);
  expect((await iam.send(new aws.ListRolesCommand({}))).Roles).toMatchObject([{ RoleName }]);
  await iam.send(new aws.TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: '2' }, { Key: 'b', Value: '3' }] }));
  await iam.send(new aws.UntagRoleCommand({ RoleName, TagKeys: ['b'] }));
  expect((await iam.send(new aws.ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: 'a', Value: '2' }]);

  const permissions = policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' });
  await iam.send(new aws.PutRolePolicyCommand({ RoleName, PolicyName: 'read', PolicyDocument: permissions }));
  const { PolicyDocument } = await iam.send(new aws.GetRolePolicyCommand({ RoleName, PolicyName: 'read' }));
  expect(decodeURIComponent(PolicyDocument ?? '')).toBe(permissions);
  expect((await iam.send(new aws.ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['read']);
  await iam.send(new aws.AttachRolePolicyCommand({ RoleName, PolicyArn }));
  expect((await iam.send(new aws.ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([{ PolicyArn, PolicyName: 'AmazonWorkSpacesServiceAccess' }]);
  await iam.send(new aws.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: permissions }));
  expect((await iam.send(new aws.ListAccountAliasesCommand({}))).AccountAliases).toEqual(['contoso']);
  const { EvaluationResults } = await iam.send(new aws.SimulatePrincipalPolicyCommand({ PolicySourceArn: Arn, ActionNames: ['ec2:ImportImage', 'iam:PassRole'] }));
  expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'allowed']);

  expect(await outcome(iam.send(new aws.DeleteRoleCommand({ RoleName })))).toBe('DeleteConflictException');
  await iam.send(new aws.DetachRolePolicyCommand({ RoleName, PolicyArn }));
  await iam.send(new aws.DeleteRolePolicyCommand({ RoleName, PolicyName: 'read' }));
  await iam.send(new aws.DeleteRoleCommand({ RoleName }));
  expect(await outcome(iam.send(new aws.GetRoleCommand({ RoleName })))).toBe('NoSuchEntityException');
  expect(Object.keys(service.operations).filter((operation) => !sandbox.world.calls[`iam:${operation}`])).toEqual([]);
});

it('refuses what IAM refuses', async () => {
  const { iam } = await running({ scenario: { account: { roles: ['vmimport'] } } });
  const role = (changes: object) => outcome(iam.send(new aws.CreateRoleCommand({ RoleName: 'another', AssumeRolePolicyDocument: vmieTrust, ...changes })));
  expect(await role({ RoleName: 'VMImport' })).toBe('EntityAlreadyExistsException');
  expect(await role({ AssumeRolePolicyDocument: 'file://trust.json' })).toBe('MalformedPolicyDocumentException');
  expect(await role({ RoleName: 'with space' })).toBe('ValidationError');
  expect(await outcome(iam.send(new aws.AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/NoSuchPolicy' })))).toBe('NoSuchEntityException');
  expect(await outcome(iam.send(new aws.GetRolePolicyCommand({ RoleName, PolicyName: 'none' })))).toBe('NoSuchEntityException');
});

it('says of an action that the scenario denies that it is denied', async () => {
  const faults = [{ service: 'ec2', operation: 'ImportImage', fault: 'access-denied' }];
  const { iam } = await running({ scenario: { faults } });
  const asked = { PolicySourceArn: 'arn:aws:iam::111122223333:user/sandbox-administrator', ActionNames: ['ec2:ImportImage', 'ec2:DescribeVpcs'] };
  const { EvaluationResults } = await iam.send(new aws.SimulatePrincipalPolicyCommand(asked));
  expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['implicitDeny', 'allowed']);
});
