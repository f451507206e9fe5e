import { UnreadableAnswer } from './exchange.ts';
import type { Operation } from './operations.ts';
import { bodies } from './s3-bodies.ts';

type Headers = { readonly [name: string]: string };

/** Roots of an error in the XML protocols: S3's, the query protocol's (IAM, STS) and EC2's. */
const errorRoots = ['Error', 'ErrorResponse', 'Response'];

/**
 * Makes sure that an answer is one of the service: JSON for WorkSpaces, Directory Service and Service Quotas, the XML root
 * that the operation has for EC2, IAM, STS and S3, and S3's own headers where S3 sends no body.
 *
 * @throws UnreadableAnswer
 */
export function checkAnswer(operation: Operation, status: number, headers: Headers, body: Buffer): void {
  if (!readable(operation, status, headers, body)) throw new UnreadableAnswer(status, looksLike(headers, body));
}

function readable(operation: Operation, status: number, headers: Headers, body: Buffer): boolean {
  const [service = '', name = ''] = operation.split(':');
  const good = status >= 200 && status < 300;
  switch (service) {
    case 'ec2':
    case 'iam':
    case 'sts':
      return good ? rootOf(body) === `${name}Response` : errorRoots.includes(rootOf(body) ?? '');
    case 's3':
      return s3Readable(operation as keyof typeof bodies, good, headers, body);
    default:
      return isJsonObject(body) || (!good && headers['x-amzn-errortype'] !== undefined && !body.length);
  }
}

function s3Readable(operation: keyof typeof bodies, good: boolean, headers: Headers, body: Buffer): boolean {
  const expected = bodies[operation];
  const fromS3 = headers['x-amz-request-id'] !== undefined;
  if (!body.length) return fromS3 && (expected === 'head' || (good && expected === 'none'));
  const root = rootOf(body);
  // S3 reports some errors inside a 200, for CompleteMultipartUpload above all.
  if (root === 'Error') return true;
  return good && (expected === 'json' ? isJsonObject(body) : root === expected);
}

function isJsonObject(body: Buffer): boolean {
  return /^\s*\{/.test(start(body)) && /\}\s*$/.test(body.toString('utf8', Math.max(0, body.length - 64)));
}

/** Name of the first element, without its namespace prefix. */
function rootOf(body: Buffer): string | undefined {
  return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:[\w.-]+:)?([\w.-]+)/.exec(start(body))?.[1];
}

// S3 sends spaces for as long as it takes to join an upload, before the root.
function start(body: Buffer): string {
  return body.toString('utf8', 0, 16_384).replace(/^\ufeff/, '');
}

function looksLike(headers: Headers, body: Buffer): UnreadableAnswer['looksLike'] {
  if (!body.length) return 'empty';
  return /^text\/html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype html|html)/i.test(start(body)) ? 'an HTML page' : 'something else';
}
