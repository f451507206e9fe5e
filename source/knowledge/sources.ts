import { sources } from './data/sources.ts';

/** A page, a document or a public report that a fact comes from. */
export type Source = { readonly title: string; readonly url?: string };

export type SourceId = keyof typeof sources;

/** How far a fact can be relied on: written by the vendor, seen by somebody, or concluded from other facts. */
export type Confidence = 'documented' | 'observed' | 'inferred';

/** Names the sources for a person: "Title, address; Title". */
export function cite(ids: SourceId | readonly SourceId[]): string {
  return [ids]
    .flat()
    .map((id) => {
      const source: Source = sources[id as SourceId];
      return source.url ? `${source.title}, ${source.url}` : source.title;
    })
    .join('; ');
}
