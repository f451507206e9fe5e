import { createHash } from 'node:crypto';
import { ServiceError, type Call } from './service.ts';

export type Page<Item> = { items: Item[]; NextToken?: string };

/** Members that say which page, not what is listed. */
const paging = new Set(['NextToken', 'MaxResults', 'Limit']);

/**
 * One page of a listing. The token holds where the next page starts and what was asked, so that a token of another
 * listing is refused with `code`, as AWS does.
 */
export function page<Item>(call: Call, all: readonly Item[], size: number, code = 'InvalidParameterValuesException'): Page<Item> {
  const start = call.input.NextToken === undefined ? 0 : offset(call, code);
  const end = start + size;
  const items = all.slice(start, end);
  if (end >= all.length) return { items };
  return { items, NextToken: Buffer.from(JSON.stringify([asked(call), end])).toString('base64') };
}

function offset(call: Call, code: string): number {
  try {
    const [what, start] = JSON.parse(Buffer.from(String(call.input.NextToken), 'base64').toString()) as [unknown, unknown];
    if (what === asked(call) && Number.isInteger(start)) return Number(start);
  } catch {
    // Not one of ours: refused below like any other wrong token.
  }
  throw new ServiceError(code, 'The NextToken value is not valid for this request.');
}

function asked(call: Call): string {
  const members = Object.entries(call.input as Record<string, unknown>).filter(([name, value]) => !paging.has(name) && value !== undefined);
  const listing = JSON.stringify([call.operation, members.sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(listing).digest('hex').slice(0, 16);
}
