import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, Logger } from '@smithy/types';
import { ProblemError, type Problem } from '../problem.ts';
import { line } from '../text.ts';
import { problemOf, type Situation } from './errors.ts';
import { faultOf } from './fault.ts';
import { redact } from './redact.ts';
import { originOf } from './origin.ts';
import type { AwsSettings, Environment } from './settings.ts';
import type { Transport } from './transport.ts';

/** Credentials that are read again when they are near their end or when AWS says that they have expired. */
export type Credentials = {
  /** Where they come from, in words: `profile contoso (IAM Identity Center)`. */
  readonly from: string;
  /** What renews them, in order. */
  readonly renew: readonly string[];
  /** For the clients. Rejects with a `ProblemError`: `aws.no-credentials`, `aws.credentials-expired`, `aws.unreachable`. */
  readonly provide: AwsCredentialIdentityProvider;
  /** The next call reads them anew: the files, the sign-in cache, the program. */
  forget(): void;
  /** What must never be shown: the secrets that were in hand so far. */
  secrets(): readonly string[];
};

/** Credentials are read again this long before they end, in milliseconds; the same as the SDK's own providers do. */
const early = 5 * 60_000;

/**
 * Credentials from the standard places: `--profile`, keys in the environment, `AWS_PROFILE` or the default profile in all its
 * kinds (IAM Identity Center, `aws login`, roles, `credential_process`, keys), a web identity token, container and instance
 * roles. Keys in the environment come before `AWS_PROFILE`, as the AWS CLI has it.
 * The SDK's providers do the reading, and ask for SSO and role credentials through `transport`.
 */
export function makeCredentials(settings: AwsSettings, environment: Environment, transport: Transport, situation: Omit<Situation, 'credentials' | 'renew'>): Credentials {
  const origin = originOf(settings, environment);
  const secrets = new Set<string>();
  let held: AwsCredentialIdentity | undefined;
  let loading: Promise<AwsCredentialIdentity> | undefined;

  async function load(): Promise<AwsCredentialIdentity> {
    const identity = origin.keys ?? (await fromChain(settings, transport, { ...situation, credentials: origin.from, renew: origin.renew }));
    for (const secret of [identity.secretAccessKey, identity.sessionToken]) if (secret) secrets.add(secret);
    return identity;
  }

  async function provide(): Promise<AwsCredentialIdentity> {
    if (held && left(held) > early) return held;
    const reading = (loading ??= load().finally(() => (loading = undefined)));
    try {
      return (held = await reading);
    } catch (error) {
      if (held && left(held) > 0) return held;
      throw error;
    }
  }

  return {
    from: origin.from,
    renew: origin.renew,
    // The mark keeps the SDK from keeping them itself, which it does for ever where they have no end.
    provide: Object.assign(provide, { memoized: true }),
    forget: () => (held = undefined),
    secrets: () => [...secrets],
  };
}

function left({ expiration }: AwsCredentialIdentity): number {
  return expiration ? expiration.getTime() - Date.now() : Infinity;
}

async function fromChain({ profile, files, region }: AwsSettings, transport: Transport, situation: Situation): Promise<AwsCredentialIdentity> {
  // The providers keep only the words of what went wrong on the way, so the last of it is kept here.
  let failure: unknown;
  const requestHandler: Transport = {
    ...transport,
    handle: async (request, options) => {
      try {
        const answer = await transport.handle(request, options);
        failure = undefined;
        return answer;
      } catch (error) {
        failure = error;
        throw error;
      }
    },
  };
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  try {
    // A new chain each time: one keeps what it found. The Region is not for `clientConfig`, because SSO has a Region of its own.
    const chain = fromNodeProviderChain({
      profile: profile.name,
      ...files,
      ignoreCache: true,
      logger: silent,
      clientConfig: { requestHandler },
      parentClientConfig: { requestHandler, region: region.id },
    });
    return await chain();
  } catch (error) {
    if (failure !== undefined) throw new ProblemError(transportProblem(failure, situation));
    throw new ProblemError(missing(error, situation));
  }
}

/** The SDK prints advice to the console unless a logger takes it. */
const silent: Logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

function transportProblem(failure: unknown, situation: Situation): Problem {
  const operation = 'sts:credentials';
  const fault = faultOf(failure, { operation: 'sts:GetCallerIdentity', once: false, deadline: 0, requests: 1, sent: false });
  return problemOf(operation, fault, situation);
}

function missing(error: unknown, { credentials, renew, region }: Situation): Problem {
  const message = line(redact(error instanceof Error ? error.message : String(error))).split(/\. |\.$/)[0] ?? '';
  const raw = { operation: 'credentials', message };
  // A profile that is signed in to: unless it is written wrongly, signing in again is the cure.
  if (/^aws (sso )?login/.test(renew[0] ?? '') && !/required|could not be found|conflicting|incomplete|ForbiddenException|no access/i.test(message)) {
    return { code: 'aws.credentials-expired', what: `The sign-in behind the AWS credentials from ${credentials} has ended.`, todo: renew, again: 'person', exit: 4, raw };
  }
  const none = /from any providers|metadata service/i.test(message);
  return {
    code: 'aws.no-credentials',
    what: none ? 'There are no AWS credentials.' : `The AWS credentials from ${credentials} can not be used: ${message}.`,
    causes: ['Nobody has signed in on this machine yet, or the profile is another one.', 'A profile that needs a code of a multi-factor device can not ask for it here.'],
    todo: [
      'aws configure sso   (then: aws sso login --profile NAME, and --profile NAME here)',
      `or: aws login --region ${region}`,
      'or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary ones)',
    ],
    again: 'person',
    exit: 4,
    raw,
  };
}
