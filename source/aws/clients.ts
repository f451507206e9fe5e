import type { Credentials } from './credentials.ts';
import type { Exchange } from './exchange.ts';
import type { ClientSettings, Input, Operation, Output, Service } from './operations.ts';
import type { AwsSettings } from './settings.ts';
import type { Transport, TransportOptions } from './transport.ts';

/** One attempt at one operation. Rejects with whatever the SDK or the transport threw; `faultOf` judges it. */
export type Attempt = <Op extends Operation>(operation: Op, input: Input<Op>, exchange: Exchange) => Promise<Output<Op>>;

/** What each service's file gives, seen from here: the commands by name and a client that takes any of them. */
type ServiceFile = {
  readonly commands: { readonly [name: string]: new (input: object) => object };
  client(settings: ClientSettings): { send(command: object, options: TransportOptions): Promise<unknown> };
};

const files: { readonly [Name in Service]: () => Promise<unknown> } = {
  workspaces: () => import('./workspaces.ts'),
  ec2: () => import('./ec2.ts'),
  s3: () => import('./s3.ts'),
  iam: () => import('./iam.ts'),
  sts: () => import('./sts.ts'),
  ds: () => import('./ds.ts'),
  servicequotas: () => import('./servicequotas.ts'),
};

/** Clients, each loaded and made when its service is first used. They make one attempt a call: retries are `read`'s. */
export function makeAttempt(settings: AwsSettings, credentials: Credentials, transport: Transport): Attempt {
  const made = new Map<string, Promise<{ file: ServiceFile; client: ReturnType<ServiceFile['client']> }>>();

  async function make(service: Service): Promise<{ file: ServiceFile; client: ReturnType<ServiceFile['client']> }> {
    const file = (await files[service]()) as ServiceFile;
    const endpoint = settings.endpoints.urls[service];
    const client = file.client({
      config: {
        region: settings.region.id,
        profile: settings.profile.name,
        credentials: credentials.provide,
        requestHandler: transport,
        maxAttempts: 1,
        retryMode: 'standard',
        ...(endpoint && { endpoint }),
      },
      pathStyle: endpoint !== undefined,
    });
    return { file, client };
  }

  return async (operation, input, exchange) => {
    const [service, name] = operation.split(':') as [Service, string];
    let known = made.get(service);
    if (!known) made.set(service, (known = make(service)));
    const { file, client } = await known;
    const Command = file.commands[name];
    if (!Command) throw new TypeError(`${operation} is not in the operation table`);
    // The table gives the command of this very operation, so the output is its own.
    return (await client.send(new Command(input), { exchange })) as Output<typeof operation>;
  };
}
