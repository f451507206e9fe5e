import { offices as known } from './data/office.ts';
import type { SourceId } from './sources.ts';

/** A way to have Office: added at `ingestion` (`ImportWorkspaceImage`), later by `manage-applications`, or your `own`. */
export type Office = {
  readonly id: string;
  readonly title: string;
  readonly route: 'none' | 'ingestion' | 'manage-applications' | 'own';
  /** Windows families it runs on. */
  readonly families: readonly string[];
  readonly supportEnds?: string;
  /** Free space it wants, GiB. */
  readonly freeGib?: number;
  readonly note?: string;
  readonly source: readonly SourceId[];
};

export const offices: readonly Office[] = known;

/** The values that `ImportWorkspaceImage.Applications` takes. */
export const ingestionOffices: readonly Office[] = offices.filter((office) => office.route === 'ingestion');

/** The way to have Office of that id; undefined where it is not known. */
export function office(id: string): Office | undefined {
  return offices.find((entry) => entry.id === id);
}
