import type { HttpHandler } from '@smithy/core/protocols';
import type { AwsCredentialIdentityProvider, CommandIO } from '@smithy/types';
import type * as ds from './ds.ts';
import type * as ec2 from './ec2.ts';
import type * as iam from './iam.ts';
import type * as s3 from './s3.ts';
import type * as servicequotas from './servicequotas.ts';
import type * as sts from './sts.ts';
import type * as workspaces from './workspaces.ts';

type Services = {
  workspaces: typeof workspaces.commands;
  ec2: typeof ec2.commands;
  s3: typeof s3.commands;
  iam: typeof iam.commands;
  sts: typeof sts.commands;
  ds: typeof ds.commands;
  servicequotas: typeof servicequotas.commands;
};

/** Services by their IAM prefix. */
export type Service = keyof Services;

/** Every operation in use, such as `workspaces:DescribeAccount`. A new one is a line in its service's file. */
export type Operation = { [Name in Service]: `${Name}:${keyof Services[Name] & string}` }[Service];

type CommandOf<Op extends Operation> = Op extends `${infer Name extends Service}:${infer Command}`
  ? Command extends keyof Services[Name]
    ? Services[Name][Command]
    : never
  : never;

type Shapes<Command> = Command extends new (...input: infer _) => CommandIO<infer In, infer Out> ? { input: In; output: Out } : never;

/** The input of an operation, as the SDK's model has it. */
export type Input<Op extends Operation> = Shapes<CommandOf<Op>>['input'];

/** The output of an operation, as the SDK's model has it. */
export type Output<Op extends Operation> = Shapes<CommandOf<Op>>['output'];

/** What every client is made with. */
export type ClientSettings = {
  readonly config: {
    readonly region: string;
    readonly profile: string;
    readonly credentials: AwsCredentialIdentityProvider;
    readonly requestHandler: HttpHandler;
    readonly maxAttempts: number;
    readonly retryMode: string;
    readonly endpoint?: string;
  };
  /** Buckets are asked for by path, as at every endpoint that is not S3's own: `bucket.127.0.0.1` is nowhere. */
  readonly pathStyle: boolean;
};
