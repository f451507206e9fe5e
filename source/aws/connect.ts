import type { Clock } from '../engine/clock.ts';
import type { Aws } from './aws.ts';
import { makeAttempt } from './clients.ts';
import { makeCredentials } from './credentials.ts';
import type { EndpointKind } from './endpoints.ts';
import type { Situation } from './errors.ts';
import { aliasOf, identityOf, type Identity } from './identity.ts';
import { makeLimiter, rates } from './limiter.ts';
import type { Operation, Service } from './operations.ts';
import { proxiesOf } from './proxy.ts';
import { makeReading, type Calling } from './reading.ts';
import { makeSending } from './sending.ts';
import { awsSettings, type SettingsOptions } from './settings.ts';
import { telling, type ToldCall } from './told.ts';
import { makeTransport, type Deadlines } from './transport.ts';
import { trustOf } from './trust.ts';

export type ConnectOptions = SettingsOptions & {
  /** The run's clock, for the limiter and for waits between tries. A function is told the kind of endpoint first. */
  readonly clock: Clock | ((kind: EndpointKind) => Clock);
  /** Real milliseconds; a connection 10 s and a request 60 s unless given. */
  readonly deadlines?: Partial<Deadlines>;
  /** Aborted when the program is told to end: waits end at once and no further page is asked for, with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Hears of every attempt at a call once it is over. */
  tell?(call: ToldCall): void;
};

/** A connection to AWS, or to what stands in for it. */
export type Connection = {
  readonly aws: Aws;
  /** The Region and where it was found. */
  readonly region: { readonly id: string; readonly from: string };
  readonly profile: string;
  /** Where the credentials come from and what renews them. */
  readonly credentials: { readonly from: string; readonly renew: readonly string[] };
  /** Pinned in the journal: an onboarding on one kind is never continued on another. `url` where one sandbox serves all. */
  readonly endpoint: { readonly kind: EndpointKind; readonly from?: string; readonly url?: string };
  identity(): Promise<Identity>;
  /** The account's alias, where it has one and this user may ask. */
  alias(): Promise<string | undefined>;
  /** Ends kept connections, so that the process can end. */
  close(): void;
};

/**
 * Connects by the standard AWS places: `environment` is all that is read of variables (the SDK's own profile providers find
 * the home folder by themselves). Nothing is asked of AWS yet.
 *
 * @throws ProblemError of exit code 2 for settings that can not be right: `aws.no-region`, `aws.bad-region`,
 *   `aws.no-profile`, `aws.bad-endpoint`, `aws.bad-proxy`, `aws.bad-ca-bundle`.
 */
export async function connectAws(options: ConnectOptions): Promise<Connection> {
  const { environment, signal } = options;
  const settings = await awsSettings(options);
  const { kind, from, urls } = settings.endpoints;
  const clock = typeof options.clock === 'function' ? options.clock(kind) : options.clock;
  const proxies = proxiesOf(environment);
  const deadlines = { connect: 10_000, request: 60_000, ...options.deadlines };
  const transport = makeTransport(proxies, await trustOf(environment, settings.sections[settings.profile.name] ?? {}), deadlines);
  const place = { region: settings.region.id, proxy: proxies('https:', 'amazonaws.com', 443)?.variable, endpoint: from };
  const credentials = makeCredentials(settings, environment, transport, place);
  const situation: Situation = { ...place, credentials: credentials.from, renew: credentials.renew };
  const attempt = makeAttempt(settings, credentials, transport);
  const turns = new Map(Object.entries(rates).map(([service, rate]) => [service, makeLimiter(clock, rate, signal)]));
  const calling: Calling = {
    attempt: options.tell ? telling(attempt, clock, options.tell) : attempt,
    credentials,
    clock,
    turn: async (operation: Operation) => turns.get(operation.split(':')[0] as Service)?.(),
    situation: () => situation,
    deadline: deadlines.request,
    signal,
  };
  const { read, list, forget } = makeReading(calling);
  const aws: Aws = { read, list, send: makeSending(calling, forget), newRound: forget };
  const distinct = new Set(Object.values(urls));
  const url = kind === 'sandbox' && distinct.size === 1 ? [...distinct][0] : undefined;
  return {
    aws,
    region: settings.region,
    profile: settings.profile.name,
    credentials: { from: credentials.from, renew: credentials.renew },
    endpoint: { kind, ...(from && { from }), ...(url && { url }) },
    identity: () => identityOf(aws),
    alias: () => aliasOf(aws),
    close: () => transport.destroy?.(),
  };
}
