import { DeadlineError, UnreadableAnswer, type Exchange } from './exchange.ts';
import { isRecord, redact } from './redact.ts';

/** What kind of trouble an attempt met, by our own table (the SDK's puts access denied under clock skew, quotas under throttling). */
export type FaultKind =
  | 'dns'
  | 'refused'
  | 'tls'
  | 'proxy'
  | 'deadline'
  | 'network'
  | 'unreadable'
  | 'throttled'
  | 'expired'
  | 'credentials'
  | 'clock'
  | 'denied'
  | 'exists'
  | 'elsewhere'
  | 'client'
  | 'server'
  | 'ours';

/** An attempt that failed: whitelisted and redacted, so that nothing of the SDK's error goes further. */
export type Fault = {
  readonly kind: FaultKind;
  /** AWS's code as it stands in the answer (`NoSuchEntity`), or Node's (`ECONNREFUSED`). */
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  readonly status?: number;
};

const codes: readonly [FaultKind, RegExp][] = [
  ['throttled', /^(Throttling|ThrottlingException|ThrottledException|RequestThrottled(Exception)?|RequestLimitExceeded|EC2ThrottledException|TooManyRequestsException|SlowDown|BandwidthLimitExceeded)$/],
  ['expired', /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|RequestExpiredToken)$/],
  ['credentials', /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|InvalidToken|InvalidSecurity|AuthFailure|MissingAuthenticationToken(Exception)?|OptInRequired)$/],
  ['clock', /^(RequestTimeTooSkewed|RequestInTheFuture)$/],
  ['denied', /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedException|Forbidden|AllAccessDisabled|NotAuthorized)$/],
  ['elsewhere', /^(PermanentRedirect|TemporaryRedirect|Redirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/],
  // Said of the very thing the call asks for, so it may be the echo of an earlier try that did take effect.
  ['exists', /AlreadyExists|AlreadyOwnedByYou|^Conflict(Exception)?$|^IdempotentParameterMismatch$|^OperationInProgressException$|^OperationAborted$|^ConditionalRequestConflict$/],
];

/** Codes that mean “done already” to one operation and nothing of the kind to others. */
const doneAlready: { readonly [operation: string]: RegExp } = {
  's3:CompleteMultipartUpload': /^(NoSuchUpload|PreconditionFailed)$/,
};

/** How far the clock of a request may be off, milliseconds (AWS General Reference, "Signing AWS API requests"). */
const tolerated = 5 * 60_000;

/** Judges what an attempt threw. */
export function faultOf(error: unknown, exchange: Exchange, secrets: readonly string[] = []): Fault {
  const known = error as { code?: unknown; message?: unknown; $fault?: unknown };
  const message = redact(error instanceof Error ? error.message : String(error), secrets);
  const seen = { ...(exchange.requestId && { requestId: exchange.requestId }), ...(exchange.status && { status: exchange.status }) };
  if (error instanceof UnreadableAnswer) return { kind: error.status >= 500 ? 'server' : 'unreadable', message, ...seen };
  if (error instanceof DeadlineError) return { kind: 'deadline', message, ...seen };
  if (isRecord(error) && known.$fault !== undefined) {
    const code = codeOf(error, exchange);
    return { kind: kindOf(code, message, exchange), ...(code && { code }), message, ...seen };
  }
  // The answer was the service's own by its outside, and the SDK could not make sense of it.
  if (exchange.status !== undefined) return { kind: exchange.status >= 500 ? 'server' : 'unreadable', message: 'the answer could not be decoded', ...seen };
  const code = typeof known.code === 'string' ? known.code : undefined;
  // A request that can not be written at all: Node and the transport say so with a TypeError.
  const ours = !exchange.sent && (error instanceof TypeError || exchange.requests === 0);
  return { kind: ours ? 'ours' : networkKind(code), ...(code && { code }), message };
}

function codeOf(error: Record<string, unknown>, exchange: Exchange): string | undefined {
  // A HEAD has no body, so its status is all there is.
  const byStatus: { readonly [status: number]: string } = { 301: 'PermanentRedirect', 400: 'BadRequest', 403: 'AccessDenied', 404: 'NotFound' };
  if (exchange.operation.startsWith('s3:Head')) return byStatus[exchange.status ?? 0];
  const inner = isRecord(error['Error']) ? error['Error']['Code'] : undefined;
  const code = [error['Code'], inner, error['name']].find((value) => typeof value === 'string' && value !== '');
  return typeof code === 'string' && !/^(Unknown|UnknownError|Error)$/.test(code) ? code.replace(/^.*#/, '') : undefined;
}

function kindOf(code: string | undefined, message: string, exchange: Exchange): FaultKind {
  const status = exchange.status ?? 0;
  if (code === undefined) return status >= 500 ? 'server' : 'unreadable';
  if (/^(InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature)$/.test(code)) return /expired|not yet current|time/i.test(message) ? 'clock' : 'credentials';
  // EC2 says the same of temporary credentials that have ended and of a clock that is wrong ("Error codes for the Amazon EC2 API").
  if (code === 'RequestExpired') return Math.abs(Date.now() - (exchange.serverTime ?? NaN)) > tolerated ? 'clock' : 'expired';
  const kind = codes.find(([, pattern]) => pattern.test(code))?.[0];
  if (kind === 'throttled') return kind;
  if (status >= 500 || status < 300) return 'server';
  if (status === 429) return 'throttled';
  if (doneAlready[exchange.operation]?.test(code)) return 'exists';
  return kind ?? 'client';
}

function networkKind(code = ''): FaultKind {
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'dns';
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/.test(code)) return 'refused';
  if (code.startsWith('ERR_PROXY_')) return 'proxy';
  if (/^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CRL_|ERROR_IN_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH|EPROTO$)/.test(code)) return 'tls';
  return 'network';
}
