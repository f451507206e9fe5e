import type { IncomingHttpHeaders } from 'node:http';
import type { Place } from './rest-xml.ts';
import { requiredMembers } from './schema.ts';
import type { OperationShape, Shapes } from './schema.ts';

/** Bucket, key and query of a path-style request such as `/bucket/folder/disk.ova?uploads`. */
export function placeOf(url: string): Place {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const query = new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
  const [, bucket = '', ...rest] = path.split('/');
  const key = rest.join('/');
  return { query, ...(bucket ? { bucket: decodeURIComponent(bucket) } : {}), ...(key ? { key: decodeURIComponent(key) } : {}) };
}

/**
 * The S3 operation that a request means: of those whose method, labels, query literals and required query and header
 * members all fit, the one that names most of them. `x-id`, which only some clients send, must agree where it is there.
 */
export function routeRest(shapes: Shapes, method: string, place: Place, headers: IncomingHttpHeaders): OperationShape | undefined {
  let best: OperationShape | undefined;
  let bestScore = -1;
  for (const operation of shapes.operations.values()) {
    const score = fit(operation, method, place, headers);
    if (score > bestScore) [best, bestScore] = [operation, score];
  }
  return best;
}

function fit(operation: OperationShape, method: string, place: Place, headers: IncomingHttpHeaders): number {
  if (!operation.http || operation.http[0] !== method) return -1;
  const [path = '/', literals = ''] = operation.http[1].split('?');
  if (path !== '/' && path !== '/{Key+}') return -1;
  if ((path === '/{Key+}') !== (place.key !== undefined)) return -1;
  let score = 0;
  for (const [name, value] of new URLSearchParams(literals)) {
    const given = place.query.get(name);
    if (name === 'x-id') {
      if (given !== null && given !== value) return -1;
      continue;
    }
    if (given === null || (value && given !== value)) return -1;
    score += 1;
  }
  const members = operation.input.isUnitSchema() ? {} : operation.input.getMemberSchemas();
  if (('Bucket' in members && requiredMembers(operation.input).includes('Bucket')) !== (place.bucket !== undefined)) return -1;
  for (const name of requiredMembers(operation.input)) {
    const traits = members[name]?.getMergedTraits();
    if (traits?.httpQuery) {
      if (!place.query.has(traits.httpQuery)) return -1;
      score += 1;
    } else if (traits?.httpHeader) {
      if (headers[traits.httpHeader.toLowerCase()] === undefined) return -1;
      score += 1;
    }
  }
  return score;
}
