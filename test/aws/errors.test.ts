import { describe, expect, it } from 'vitest';
import { errorCode, problemOf, type Situation } from '../../source/aws/errors.ts';
import type { Fault } from '../../source/aws/fault.ts';
import { permissionOf } from '../../source/aws/permissions.ts';
import { redact } from '../../source/aws/redact.ts';
import { ProblemError } from '../../source/problem.ts';

const situation: Situation = { region: 'eu-west-1', credentials: 'profile contoso (IAM Identity Center)', renew: ['aws sso login --profile contoso'] };
const words = (operation: string, fault: Fault, more: Partial<Situation> = {}) => {
  const { what, causes = [], todo = [] } = problemOf(operation, fault, { ...situation, ...more });
  return [what, ...causes, ...todo].join('\n');
};

describe('a person reads', () => {
  it.each<[string, string, Fault, Partial<Situation>, RegExp[]]>([
    ['the action that is missing', 'ec2:ImportImage', { kind: 'denied', message: 'You are not authorized to perform this operation. User: arn:aws:iam::1:user/x is not authorized to perform: iam:PassRole on resource: vmimport because no identity-based policy allows the iam:PassRole action' }, {}, [/may not use iam:PassRole/, /No identity-based policy of the caller allows/, /wizard template iam-policy/]],
    ['that a policy of the organisation denies it', 'ec2:ImportImage', { kind: 'denied', message: 'User: x is not authorized to perform: ec2:ImportImage with an explicit deny in a service control policy' }, {}, [/A service control policy denies ec2:ImportImage explicitly/]],
    ['that BYOL may be missing', 'workspaces:ListAvailableManagementCidrRanges', { kind: 'denied', message: 'The user is not authorized to access a resource.' }, {}, [/not enabled for BYOL/]],
    ['S3’s own name of the permission', 's3:HeadBucket', { kind: 'denied', code: 'AccessDenied' }, {}, [/may not use s3:ListBucket/]],
    ['that the Region may not exist', 'workspaces:DescribeAccount', { kind: 'dns', message: 'getaddrinfo ENOTFOUND workspaces.eu-west-9.amazonaws.com' }, { region: 'eu-west-9' }, [/Amazon WorkSpaces in eu-west-9 can not be reached/, /no Amazon WorkSpaces in eu-west-9/, /HTTPS_PROXY/]],
    ['which variable names the proxy', 'sts:GetCallerIdentity', { kind: 'refused', code: 'ECONNREFUSED' }, { proxy: 'https_proxy' }, [/The proxy that https_proxy names/]],
    ['which variable names the endpoint', 'sts:GetCallerIdentity', { kind: 'refused', code: 'ECONNREFUSED' }, { endpoint: 'AWS_ENDPOINT_URL' }, [/endpoint that AWS_ENDPOINT_URL names/]],
    ['how to sign in again', 'sts:GetCallerIdentity', { kind: 'expired' }, {}, [/from profile contoso.*have expired/, /^aws sso login --profile contoso$/m]],
    ['that a Region may be off', 'sts:GetCallerIdentity', { kind: 'credentials', code: 'InvalidClientTokenId' }, { region: 'af-south-1' }, [/enable af-south-1/]],
    ['what AWS said, on one line', 'workspaces:ModifyAccount', { kind: 'client', code: 'InvalidParameterValuesException', message: 'The range\nis taken' }, {}, [/^AWS refused workspaces:ModifyAccount: InvalidParameterValuesException: The range is taken\.$/m]],
  ])('%s', (_name, operation, fault, more, expected) => {
    for (const pattern of expected) expect(words(operation, fault, more)).toMatch(pattern);
  });

  it('no template hole and no doubled full stop, whatever the trouble', () => {
    const kinds = ['dns', 'refused', 'tls', 'proxy', 'deadline', 'network', 'unreadable', 'throttled', 'expired', 'credentials', 'clock', 'denied', 'exists', 'elsewhere', 'client', 'server', 'ours'] as const;
    for (const kind of kinds) {
      const problem = problemOf('ec2:ImportImage', { kind }, situation);
      expect(problem.what).toMatch(/^(\w+:)?[A-Z][^]*\.$/);
      expect(JSON.stringify(problem)).not.toMatch(/undefined|\(\)|\.\.|null/);
    }
  });
});

it('an error’s code is AWS’s own, and only of a problem', () => {
  expect(errorCode(new ProblemError(problemOf('iam:GetRole', { kind: 'client', code: 'NoSuchEntity' }, situation)))).toBe('NoSuchEntity');
  expect(errorCode(Object.assign(new Error('x'), { code: 'NoSuchEntity' }))).toBeUndefined();
});

it.each([
  ['s3:UploadPart', 's3:PutObject'],
  ['s3:ListParts', 's3:ListMultipartUploadParts'],
  ['s3:GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
  ['workspaces:ModifyAccount', 'workspaces:ModifyAccount'],
])('%s needs %s', (operation, permission) => expect(permissionOf(operation)).toBe(permission));

describe('redaction', () => {
  it.each([
    ['X-Amz-Security-Token=IQoJ&X-Amz-Date=1', 'X-Amz-Security-Token=«redacted»&X-Amz-Date=1'],
    ['{"sessionToken":"IQoJ","region":"eu"}', '{"sessionToken":"«redacted»","region":"eu"}'],
    ['aws_secret_access_key = abc/def+x', 'aws_secret_access_key = «redacted»'],
    ['via http://jane:pa@proxy:3128: HTTP/1.1 407', 'via http://«redacted»@proxy:3128: HTTP/1.1 407'],
    ['it holds 0123456789abcdef here', 'it holds «redacted» here'],
    ['plain words stay', 'plain words stay'],
  ])('%s', (message, expected) => expect(redact(message, ['0123456789abcdef', 'words'])).toBe(expected));

  it('keeps a message to a length that can be shown', () => expect(redact('x'.repeat(100_000)).length).toBeLessThan(5_000));
});
