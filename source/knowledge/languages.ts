import { languages as known, proofingLanguages, regionLanguages } from './data/languages.ts';

/** A language of Office's menus: culture tag as Office writes it and its locale id. */
export type Language = { readonly tag: string; readonly lcid: number; readonly name: string };

export const languages: readonly Language[] = known;

export { proofingLanguages };

/** By tag in any case (`ja-JP`) or locale id (`1041`, as number or decimal text). */
export function language(tagOrLcid: string | number): Language | undefined {
  const wanted = String(tagOrLcid).toLowerCase();
  return languages.find((entry) => entry.tag.toLowerCase() === wanted || String(entry.lcid) === wanted);
}

/**
 * The language of an Office that AWS adds during ingestion in this Region, where that is documented; undefined means
 * unknown, not English. Source: guide of 2020, whose only example is Tokyo.
 */
export function officeLanguageOf(region: string): Language | undefined {
  const tag = regionLanguages[region];
  return tag === undefined ? undefined : language(tag);
}
