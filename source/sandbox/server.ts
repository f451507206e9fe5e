import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sandboxClock } from './clock.ts';
import type { SandboxClock } from './clock.ts';
import { react } from './handler.ts';
import type { Reaction, Running } from './handler.ts';
import { credentials } from './identity.ts';
import { registry } from './registry.ts';
import { newWorld } from './new-world.ts';
import { scenarioSchema } from './scenario-file.ts';
import type { ScenarioFile } from './scenario-file.ts';
import { SandboxError } from './service.ts';
import { keeper, loadWorld, saveWorld } from './state.ts';
import { bucket, workspacesLimit } from './throttle.ts';
import type { Answer } from './wire/answer.ts';
import type { World } from './world.ts';

export type SandboxOptions = {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Keeps the world across restarts; read at the start if it is there, and then `scenario` is not looked at. */
  readonly stateFile?: string;
  /** How many times faster than real time the clock runs. Default 1200. */
  readonly speed?: number;
  /** What a new world starts as. Default: the small company. */
  readonly scenario?: ScenarioFile;
  /** Region of a new world whose scenario names none. Default eu-west-1. */
  readonly region?: string;
  /** Told of each call once it is answered. */
  onCall?(call: CallNote): void;
};

/** One call for whoever looks on. `code` is the error's name, or the fault's. */
export type CallNote = { readonly service: string; readonly operation: string; readonly status?: number; readonly code?: string };

export type Sandbox = {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly port: number;
  /** The living world, for tests and for looking on. */
  readonly world: World;
  readonly clock: Omit<SandboxClock, 'stop'>;
  /** What any AWS client needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops the clock, writes the world, drops every connection. */
  close(): Promise<void>;
};

/** How many times faster than real time a sandbox runs unless told otherwise. */
export const defaultSpeed = 1200;

/**
 * Starts a sandbox on 127.0.0.1. Its clock stands still while none serves the world.
 * Rejects with a {@link SandboxError} for a damaged state file or a port that is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { stateFile, speed = defaultSpeed } = options;
  const stored = stateFile ? loadWorld(stateFile) : undefined;
  const world = stored ?? newWorld(options.scenario ?? scenarioSchema.parse({}), Date.now(), options.region);
  const clock = sandboxClock(world.clock, speed);
  const running: Running = {
    world,
    clock,
    services: registry(),
    limits: new Map([['workspaces', bucket(workspacesLimit)]]),
    ...(stateFile ? { keeper: keeper(stateFile, world, speed) } : {}),
  };
  running.keeper?.changed(clock.now());
  const server = createServer((request, response) => {
    react(running, request).then(
      (reaction) => {
        finish(reaction, response, request.method === 'HEAD');
        const status = typeof reaction.end === 'object' ? { status: reaction.end.answer.status } : {};
        options.onCall?.({ service: reaction.service, operation: reaction.operation, ...status, ...(reaction.code ? { code: reaction.code } : {}) });
      },
      // The client went away, or the world could not be written: it must not take this for an answer.
      (error: Error) => {
        response.destroy();
        options.onCall?.({ service: '', operation: '', code: error.message });
      },
    );
  });
  // An upload may take longer than the five minutes that Node gives a request.
  server.requestTimeout = 0;
  const port = await listen(server, options.port ?? 0);
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    port,
    world,
    clock,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: world.region,
      AWS_DEFAULT_REGION: world.region,
      AWS_EC2_METADATA_DISABLED: 'true',
      WIZARD_CLOCK_SPEED: String(speed),
    },
    async close() {
      clock.stop();
      world.clock = clock.now();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      try {
        if (stateFile) saveWorld(stateFile, world);
      } catch {
        // Every answered change is in the file already; only its clock stays a little ahead of this one.
      }
    },
  };
}

function finish({ end }: Reaction, response: ServerResponse, head: boolean): void {
  if (end === 'hang') return;
  if (end === 'reset') return void response.destroy();
  const { status, headers, body }: Answer = end.answer;
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(head ? undefined : body);
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(new SandboxError(taken ? `Port ${port} is taken on 127.0.0.1: choose another.` : `The sandbox can not listen on port ${port}: ${error.message}`));
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
