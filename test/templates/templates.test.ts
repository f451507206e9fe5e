import { readFileSync, readdirSync } from 'node:fs';
import * as directoryService from '@aws-sdk/client-directory-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import * as serviceQuotas from '@aws-sdk/client-service-quotas';
import * as sts from '@aws-sdk/client-sts';
import * as workspaces from '@aws-sdk/client-workspaces';
import { describe, expect, it } from 'vitest';
import { languages } from '../../source/knowledge/languages.ts';
import { encodeTemplate, renderTemplate, templates } from '../../source/templates.ts';
import { quotings } from '../../source/templates/quote.ts';

const folder = new URL('../../templates/', import.meta.url);
const examples = (name: string) => Object.fromEntries((templates.find((one) => one.name === name)?.parameters ?? []).map(({ name: key, example }) => [key, example]));
const json = templates.filter(({ file }) => file.endsWith('.json'));

type Statement = { Sid?: string; Effect: string; Action: string | string[]; Resource?: string | string[]; Condition?: Record<string, Record<string, string | string[]>> };
const statements = (text: string) => (JSON.parse(text) as { Statement: Statement[] }).Statement;

describe('the list of templates', () => {
  it('names every file once, and every file is named', () => {
    expect(templates.map(({ file }) => file).toSorted()).toEqual(readdirSync(folder).filter((name) => /\.(?:json|md|ps1|reg)$/.test(name)).toSorted());
    expect(new Set(templates.map(({ name }) => name)).size).toBe(templates.length);
  });

  it.each(templates.map((one) => [one.name, one] as const))('%s asks for exactly what its file holds, and takes its own examples', (name, one) => {
    const text = readFileSync(new URL(one.file, folder), 'utf8');
    const held = new Set([...text.matchAll(/\{\{(\w+)/g)].map((found) => found[1] ?? ''));
    const asked = new Set(one.parameters.map((parameter) => parameter.name));
    expect([...held].filter((key) => !asked.has(key))).toEqual([]);
    expect([...asked].filter((key) => !held.has(key) && !one.derive)).toEqual([]);
    const rendered = renderTemplate(name, examples(name));
    expect(rendered).not.toMatch(/\{\{|undefined/);
    expect(rendered.endsWith('\n')).toBe(true);
    expect(rendered).not.toContain('\r');
    expect(renderTemplate(name, {}, { keepUnfilled: true }).length).toBeGreaterThan(50);
  });
});

describe('policies', () => {
  it.each(json.map(({ name }) => name))('%s is a policy after filling', (name) => {
    const filled = statements(renderTemplate(name, examples(name)));
    expect(filled.length).toBeGreaterThan(0);
    for (const statement of filled) {
      expect(['Allow', 'Deny']).toContain(statement.Effect);
      if (statement.Sid) expect(statement.Sid).toMatch(/^[A-Za-z0-9]+$/);
      for (const resource of [statement.Resource ?? []].flat()) expect(resource).toMatch(/^(?:\*|arn:aws(?:-cn|-us-gov)?:[\w-]*:[\w-]*:(?:\d{12}|aws)?:.+)$/);
    }
  });

  const clients = { workspaces, ec2, iam, s3, ds: directoryService, servicequotas: serviceQuotas, sts } as Record<string, Record<string, unknown>>;
  /** Actions that AWS checks under another name than an operation's, or that no API has. */
  const allowed = new Set([
    'iam:PassRole', 'ds:AuthorizeApplication', 'workspaces:DescribeConsent', 'workspaces:UpdateConsent',
    's3:ListBucketMultipartUploads', 's3:ListMultipartUploadParts', 's3:ListBucket', 's3:GetBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock', 's3:GetLifecycleConfiguration', 's3:PutLifecycleConfiguration',
    's3:*', 'ec2:Describe*', 'kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*',
  ]);

  it.each(json.map(({ name }) => name))('%s names actions that exist', (name) => {
    for (const action of statements(renderTemplate(name, examples(name))).flatMap((statement) => statement.Action)) {
      const [service = '', operation = ''] = action.split(':');
      const known = allowed.has(action) || `${operation}Command` in (clients[service] ?? {});
      expect([action, known]).toEqual([action, true]);
    }
  });

  it('fits into one managed policy, and into fewer statements for fewer steps', () => {
    const whole = renderTemplate('iam-policy', { account: '123456789012', region: 'ap-southeast-5', partition: 'aws-us-gov', bucket: 'b'.repeat(63), importRole: 'r'.repeat(64) });
    expect(whole.replace(/\s/g, '').length).toBeLessThanOrEqual(6144);
    const some = statements(renderTemplate('iam-policy', examples('iam-policy'), { only: ['network', 'launch'] })).map(({ Sid }) => Sid ?? '');
    expect(some.length).toBeGreaterThan(3);
    expect(some.every((sid) => /^(?:Network|Launch|Any)/.test(sid))).toBe(true);
  });

  it('hands roles to the services that need them alone, and allows nothing everywhere that can be narrowed', () => {
    const all = statements(renderTemplate('iam-policy', { ...examples('iam-policy'), partition: 'aws' }));
    const passing = all.filter(({ Action }) => [Action].flat().includes('iam:PassRole'));
    expect(passing.map(({ Resource }) => Resource)).toEqual(['arn:aws:iam::123456789012:role/vmimport', 'arn:aws:iam::123456789012:role/workspaces_DefaultRole']);
    expect(passing.every(({ Condition }) => Condition?.['StringEquals']?.['iam:PassedToService'] !== undefined)).toBe(true);
    const open = all.filter(({ Resource, Condition }) => Resource === '*' && !Condition);
    expect(open.map(({ Sid }) => Sid)).toEqual(['EligibilityIdentity']);
    expect(all.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('hardens the trust of VM Import where the account is given, and leaves the key out where there is none', () => {
    expect(statements(renderTemplate('vmimport-trust', {}))[0]?.Condition).toEqual({ StringEquals: { 'sts:Externalid': 'vmimport' } });
    expect(renderTemplate('vmimport-trust', { account: '123456789012' })).toContain('"aws:SourceAccount": "123456789012"');
    const without = renderTemplate('vmimport-policy', { bucket: 'my-bucket' });
    expect(without).not.toContain('kms:');
    expect(without).toContain('arn:aws:s3:::my-bucket/*');
    expect(renderTemplate('vmimport-policy', { bucket: 'my-bucket', kmsKey: 'arn:aws:kms:eu-west-1:123456789012:key/abc' })).toContain('kms:Decrypt');
    const open = renderTemplate('vmimport-policy', {}, { keepUnfilled: true });
    expect(open).toContain('arn:aws:s3:::{{bucket}}');
    expect(open).not.toContain('kms');
    expect(JSON.parse(renderTemplate('workspaces-default-role-trust', {}))).toMatchObject({ Statement: [{ Principal: { Service: 'workspaces.amazonaws.com' } }] });
  });
});

describe('the language of Office', () => {
  it.each(languages.map(({ tag, lcid }) => [tag, lcid] as const))('%s becomes the hexadecimal of %i', (tag, lcid) => {
    const text = renderTemplate('office-language-reg', { language: tag });
    const digits = [...text.matchAll(/dword:([0-9a-f]{8})$/gm)].map((found) => found[1] ?? '');
    expect(digits).toHaveLength(2);
    expect(digits.map((value) => Number.parseInt(value, 16))).toEqual([lcid, lcid]);
  });

  it('is written as Windows reads it', () => {
    const bytes = encodeTemplate('office-language-reg', renderTemplate('office-language-reg', { lcid: '1041' }));
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    const text = new TextDecoder('utf-16le').decode(bytes);
    expect(text.startsWith('Windows Registry Editor Version 5.00\r\n')).toBe(true);
    expect(text).toContain('"UILanguage"=dword:00000411\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(renderTemplate('office-language-script', { language: 'de-de' })).toContain("[int]'1031'");
    const guide = renderTemplate('office-language-gpo', { language: 'ja-JP', domain: 'corp.example.com' });
    expect(guide).toContain('# Office in Japanese');
    expect(guide).toContain("'\\\\corp.example.com\\SYSVOL\\corp.example.com\\Policies'");
  });
});

describe('bad values', () => {
  it.each([
    ['an unknown template', 'nonsense', {}, 'no template "nonsense"'],
    ['a missing value', 'bucket-policy', {}, 'needs bucket'],
    ['an unknown value', 'bucket-policy', { bucket: 'my-bucket', colour: 'red' }, 'does not know colour'],
    ['a value of the wrong form', 'bucket-policy', { bucket: 'My Bucket' }, 'does not fit bucket'],
    ['a line break', 'export-kvm', { vm: 'a\nb', file: 'x' }, 'line break'],
    ['a hidden direction', 'export-kvm', { vm: 'a\u202eb', file: 'x' }, 'control character'],
    ['an unknown language', 'office-language-reg', { language: 'xx-YY' }, 'does not fit language'],
    ['a number that is too large', 'office-language-reg', { lcid: '99999999999' }, 'does not fit lcid'],
  ] as const)('%s is refused', (_, name, values, part) => {
    expect(() => renderTemplate(name, values)).toThrow(part);
  });

  it('refuses sections that a script does not have', () => {
    expect(() => renderTemplate('fix-script', {}, { only: ['Firewall', 'Nonsense'] })).toThrow('no section Nonsense');
    expect(renderTemplate('fix-script', {}, { only: ['Firewall'] })).not.toContain('AutoMount');
  });

  const hostile = ["a'b", 'a"b', 'a`b', '$(calc)', '${x}', '%PATH%', 'a;b', 'a&b', '\u2019; calc; \u2018', '\u201a\u201b', "'; rm -rf / #", '</script>', '[x](y)', '-rf', 'a b', '\\'];

  it.each(hostile)('%s stays inside its string', (value) => {
    // What a POSIX shell makes of it.
    const sh = quotings['sh']!(value);
    expect(sh === value || /^'(?:[^']|'\\'')*'$/.test(sh)).toBe(true);
    // PowerShell ends a single-quoted string at a quote of any of five kinds that is not doubled.
    const ps = quotings['ps']!(value).slice(1, -1);
    expect(ps.replace(/['\u2018\u2019\u201a\u201b]{2}/g, '')).not.toMatch(/['\u2018\u2019\u201a\u201b]/);
    expect(renderTemplate('export-hyperv', { vm: value, file: 'D:\\x' })).toContain(`$vm = ${quotings['ps']!(value)}\n`);
    expect(quotings['url']!(value)).toMatch(/^[\w.~%-]*$/);
    // A registry string.
    expect(quotings['reg']!(value).replace(/\\[\\"]/g, '')).not.toMatch(/["\\]/);
    // A code span or fence can not be closed.
    expect(quotings['code']!(value)).not.toContain('`');
    // A crontab line has no bare percent sign, a unit no bare percent or dollar sign.
    expect(quotings['cron']!(value).replaceAll('\\%', '')).not.toContain('%');
    expect(quotings['systemd']!(value).replaceAll('%%', '').replaceAll('$$', '')).not.toMatch(/[%$]/);
    // cmd.exe gets it in quotes or not at all, and a backslash at the end does not escape the closing one.
    const cmd = /"|%[^%]+%/.test(value) ? undefined : quotings['cmd']!(value);
    if (cmd === undefined) expect(() => quotings['cmd']!(value)).toThrow('cmd.exe');
    else expect(cmd.replace(/['\u2018\u2019\u201a\u201b]{2}/g, '')).toMatch(/^"(?:[^"'\\]|\\(?!")|\\\\)*"$/);
    // JSON is filled as data: whatever passes the pattern comes back as it was.
    expect(JSON.parse(JSON.stringify(value))).toBe(value);
  });

  it('writes an option only where it has a value', () => {
    const given = { name: 'my_onboarding', folder: '/opt/50% off', stateDir: "/it's here" };
    const lines = (values: Record<string, string>) => renderTemplate('schedule', values).split('\n').filter((line) => / wizard resume /.test(line));
    expect(lines(given)).toEqual([
      expect.stringContaining(`'/c npx wizard resume my_onboarding --no-wait --state-dir "/it''s here" >> wizard.log 2>&1'`),
      `*/15 * * * * cd '/opt/50\\% off' && npx wizard resume my_onboarding --no-wait --state-dir '/it'\\''s here' >> wizard.log 2>&1`,
      `ExecStart=/usr/bin/env npx wizard resume "my_onboarding" --no-wait --state-dir "/it's here"`,
    ]);
    for (const line of lines({ name: 'a', folder: '/b' })) expect(line).toMatch(/--no-wait(?: >> wizard\.log 2>&1.*)?$/);
  });

  it('fills JSON as data, whatever the value holds', () => {
    const text = renderTemplate('vmimport-policy', { bucket: 'my-bucket', prefix: "it's/(a)*" });
    expect(statements(text)[1]?.Resource).toBe("arn:aws:s3:::my-bucket/it's/(a)**");
  });
});

describe('the PowerShell files', () => {
  it.each(templates.filter(({ file }) => file.endsWith('.ps1')).map(({ name }) => name))('%s is ASCII, balanced and written with mark and CRLF', (name) => {
    const text = renderTemplate(name, examples(name));
    expect(text).toMatch(/^[\t\n\u0020-\u007e]*$/);
    for (const [open, close] of [['{', '}'], ['(', ')'], ['[', ']']] as const) {
      const code = text.replace(/^\s*#.*$/gm, '').replace(/'(?:[^']|'')*'|"[^"]*"/g, '');
      expect(code.split(open).length).toBe(code.split(close).length);
    }
    const bytes = encodeTemplate(name, text);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(text.replaceAll('\n', '\r\n'));
  });
});
