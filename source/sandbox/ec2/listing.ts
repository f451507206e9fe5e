import { ServiceError } from '../service.ts';
import type { Call } from '../service.ts';

/** How to read each filter of a Describe call: the values that an item has under the filter's name. */
export type FilterReaders<Item> = Readonly<Record<string, (item: Item) => readonly (string | undefined)[]>>;

/** Items that pass every filter of the call. Values may hold `*` and `?`; an unknown filter is refused, as EC2 does. */
export function filtered<Item>(call: Call, items: readonly Item[], readers: FilterReaders<Item>, idOf?: (item: Item) => string): Item[] {
  const filters: readonly { Name?: string; Values?: readonly string[] }[] = call.input.Filters ?? [];
  return items.filter((item) =>
    filters.every(({ Name = '', Values = [] }) => {
      const has = tagValues(call, Name, item, idOf) ?? readers[Name]?.(item);
      if (!has) throw new ServiceError('InvalidParameterValue', `The filter '${Name}' is invalid`);
      return has.some((value) => value !== undefined && Values.some((pattern) => matches(pattern, value)));
    }),
  );
}

function tagValues<Item>(call: Call, filter: string, item: Item, idOf: ((item: Item) => string) | undefined): string[] | undefined {
  if (!idOf || !/^tag(:|-key$)/.test(filter)) return undefined;
  const tags = call.world.ec2.tags[idOf(item)] ?? [];
  if (filter === 'tag-key') return tags.map(({ Key }) => Key);
  return tags.filter(({ Key }) => Key === filter.slice('tag:'.length)).map(({ Value }) => Value);
}

function matches(pattern: string, value: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(value);
}

/** The items that the call's ids name, or all; `code` answers an id that is not there (`InvalidVpcID.NotFound`). */
export function named<Item>(items: readonly Item[], ids: readonly string[] | undefined, idOf: (item: Item) => string, code: string): Item[] {
  if (!ids?.length) return [...items];
  const strange = ids.filter((id) => !items.some((item) => idOf(item) === id));
  if (strange.length > 0) throw new ServiceError(code, `The ID '${strange.join(', ')}' does not exist`);
  return items.filter((item) => ids.includes(idOf(item)));
}

/** One page of a listing, by `MaxResults` and `NextToken`. */
export function paged<Item>(call: Call, items: readonly Item[]): { items: Item[]; NextToken?: string } {
  const { MaxResults, NextToken } = call.input as { MaxResults?: number; NextToken?: string };
  const start = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, 'base64url').toString());
  if (!Number.isInteger(start)) throw new ServiceError('InvalidParameterValue', `Unable to parse pagination token ${NextToken}`);
  const end = start + (MaxResults ?? 1000);
  const some = items.slice(start, end);
  return { items: some, ...(end < items.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}) };
}

/** Refuses a dry run the way EC2 grants one: the error says that the call would have succeeded. */
export function dryRun({ input }: Call): void {
  if (input.DryRun) throw new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}
