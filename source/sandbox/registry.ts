import type { Encoder } from './wire/answer.ts';
import { jsonEncoder } from './wire/json.ts';
import { ec2Encoder, queryEncoder } from './wire/query.ts';
import { restXmlEncoder } from './wire/rest-xml.ts';
import { shapesOf } from './wire/schema.ts';
import type { Shapes } from './wire/schema.ts';
import type { Protocol } from './faults.ts';
import type { Service } from './service.ts';

/** A service on the wire: how it is told from the others, how it speaks, what it does. */
export type Entry = {
  /** As in the credential scope of a signature, in scenario faults and in `world.calls`. */
  readonly id: string;
  readonly protocol: Protocol;
  readonly encoder: Encoder;
  /** What stands before the dot in `X-Amz-Target`. */
  readonly target?: string;
  /** Answers in the world's Region only. */
  readonly regional: boolean;
  /** The client package and the behaviour are loaded with the first call: EC2's package alone takes a quarter of a second. */
  load(): Promise<Loaded>;
};
export type Loaded = { readonly shapes: Shapes; readonly service: Service };

type Source = Omit<Entry, 'load'> & { client(): Promise<object>; service(): Promise<Service> };

const sources: readonly Source[] = [
  {
    id: 'workspaces',
    protocol: 'json',
    encoder: jsonEncoder,
    target: 'WorkspacesService',
    regional: true,
    client: () => import('@aws-sdk/client-workspaces'),
    service: async () => (await import('./workspaces.ts')).workspaces,
  },
  {
    id: 'ds',
    protocol: 'json',
    encoder: jsonEncoder,
    target: 'DirectoryService_20150416',
    regional: true,
    client: () => import('@aws-sdk/client-directory-service'),
    service: async () => (await import('./directory-service.ts')).directoryService,
  },
  {
    id: 'servicequotas',
    protocol: 'json',
    encoder: jsonEncoder,
    target: 'ServiceQuotasV20190624',
    regional: true,
    client: () => import('@aws-sdk/client-service-quotas'),
    service: async () => (await import('./service-quotas.ts')).serviceQuotas,
  },
  {
    id: 'ec2',
    protocol: 'ec2',
    encoder: ec2Encoder('http://ec2.amazonaws.com/doc/2016-11-15/'),
    regional: true,
    client: () => import('@aws-sdk/client-ec2'),
    service: async () => (await import('./ec2/ec2.ts')).ec2,
  },
  {
    id: 'sts',
    protocol: 'query',
    encoder: queryEncoder('https://sts.amazonaws.com/doc/2011-06-15/'),
    regional: false,
    client: () => import('@aws-sdk/client-sts'),
    service: async () => (await import('./sts.ts')).sts,
  },
  {
    id: 'iam',
    protocol: 'query',
    encoder: queryEncoder('https://iam.amazonaws.com/doc/2010-05-08/'),
    regional: false,
    client: () => import('@aws-sdk/client-iam'),
    service: async () => (await import('./iam/iam.ts')).iam,
  },
  {
    id: 's3',
    protocol: 'rest',
    encoder: restXmlEncoder,
    regional: false,
    client: () => import('@aws-sdk/client-s3'),
    service: async () => (await import('./s3/s3.ts')).s3,
  },
];

/** The services that the sandbox imitates, by id. */
export function registry(): ReadonlyMap<string, Entry> {
  return new Map(sources.map((source) => [source.id, { ...source, load: once(() => load(source)) }]));
}

async function load(source: Source): Promise<Loaded> {
  const [client, service] = await Promise.all([source.client(), source.service()]);
  return { shapes: shapesOf(client as Record<string, unknown>), service };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
