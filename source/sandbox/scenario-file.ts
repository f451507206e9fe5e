import { z } from 'zod';
import { defaultDurations } from './durations.ts';
import { outcomeKinds } from './outcomes.ts';

const cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, 'a range such as 10.1.0.0/16');
const name = z.string().min(1);
const account = z.string().regex(/^\d{12}$/, 'twelve digits, in quotes');
const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90s`, `40m`, `3h`, `2d`: milliseconds on the sandbox's clock. */
const span = z
  .string()
  .regex(/^\d+[smhd]$/, 'a duration such as 90s, 40m, 3h or 2d')
  .transform((text) => Number(text.slice(0, -1)) * unit[text.slice(-1) as keyof typeof unit]);

const kindsOfWork = Object.keys(defaultDurations) as (keyof typeof defaultDurations)[];

const subnet = z.strictObject({
  id: name.optional(),
  cidr,
  /** `euw1-az1`, or 1, 2 … for the Region's Availability Zones that WorkSpaces supports. */
  zone: z.union([z.number().int().min(1), name]),
});

const route = z.strictObject({ to: name, via: name, propagated: z.boolean().default(false), state: z.enum(['active', 'blackhole']).default('active') });

const vpc = z.strictObject({
  id: name.optional(),
  name: name.optional(),
  cidrs: z.array(cidr).min(1),
  default: z.boolean().default(false),
  subnets: z.array(subnet).default([]),
  routes: z.array(route).default([]),
});

const directory = z.strictObject({
  id: z.string().regex(/^d-[0-9a-f]{10}$/, 'a directory id such as d-906702f0a1'),
  name,
  shortName: name.optional(),
  type: z.enum(['MicrosoftAD', 'SharedMicrosoftAD', 'ADConnector', 'SimpleAD']).default('MicrosoftAD'),
  stage: name.default('Active'),
  subnets: z.array(name).min(1),
  users: z.array(name).default([]),
  /** Registered with WorkSpaces from the start, with this tenancy. */
  registered: z.enum(['DEDICATED', 'SHARED']).optional(),
});

const fault = z.strictObject({
  service: z.enum(['workspaces', 'ds', 'servicequotas', 'ec2', 'sts', 'iam', 's3']),
  operation: z.string().regex(/^[A-Z]\w+$/, 'an operation such as ModifyAccount'),
  nth: z.number().int().min(1).default(1),
  times: z.number().int().min(1).default(1),
  fault: z.enum([
    'throttle',
    '500',
    'html-503',
    'reset-before',
    'reset-after',
    'hang',
    'html-200',
    'empty-200',
    'access-denied',
    'expired-credentials',
    'lag',
  ]),
  /** For `lag`: how long listings do not show what the call made. */
  for: span.optional(),
});

/** What a scenario file may say. A section that is left out is the small company's; an empty list means none. */
export const scenarioSchema = z.strictObject({
  title: name.optional(),
  account: z
    .strictObject({
      id: account.default('111122223333'),
      region: name.optional(),
      alias: name.optional(),
      /** BYOL was consented to in the console. */
      consented: z.boolean().default(true),
      /** Somebody consents this long after the start. */
      consentAfter: span.optional(),
      /** The management range, chosen long ago. */
      managementCidr: cidr.optional(),
      defaultEncryption: z.boolean().default(false),
      /** Roles that are there already, made as AWS's pages say. */
      roles: z.array(z.enum(['vmimport', 'workspaces_DefaultRole'])).default([]),
    })
    .prefault({}),
  vpcs: z.array(vpc).optional(),
  peerings: z
    .array(z.strictObject({ id: name.optional(), from: name, to: name, cidrs: z.array(cidr).default([]), status: name.default('active') }))
    .optional(),
  vpns: z.array(z.strictObject({ gateway: name, routes: z.array(cidr).default([]), state: name.default('available') })).optional(),
  transitGateways: z.array(z.strictObject({ id: name, routes: z.array(z.strictObject({ to: cidr, via: name })).default([]) })).optional(),
  prefixLists: z.array(z.strictObject({ id: name, name, cidrs: z.array(cidr) })).optional(),
  directories: z.array(directory).optional(),
  buckets: z.array(z.strictObject({ name, region: name.optional(), owner: account.optional() })).default([]),
  quotas: z.array(z.strictObject({ service: name, code: name, name, value: z.number().min(0), adjustable: z.boolean().default(true) })).default([]),
  durations: z.partialRecord(z.enum(kindsOfWork as [keyof typeof defaultDurations]), span).default({}),
  outcomes: z
    .array(z.strictObject({ kind: z.enum(outcomeKinds), nth: z.number().int().min(1).default(1), message: name, codes: z.array(name).optional() }))
    .default([]),
  faults: z.array(fault).default([]),
});

/** A scenario file, read and checked. */
export type ScenarioFile = z.output<typeof scenarioSchema>;
