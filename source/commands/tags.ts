import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Tags = { readonly [key: string]: string };

const fileName = 'tags.json';

/** Keeps the configuration's tags beside the journal, so that `resume`, which reads no configuration, puts the same on everything. */
export function keepTags(folder: string, tags: Tags): void {
  writeFileSync(join(folder, fileName), JSON.stringify(tags), { mode: 0o600 });
}

/** The tags that were kept; none where there are none. */
export function keptTags(folder: string): Tags {
  try {
    return JSON.parse(readFileSync(join(folder, fileName), 'utf8')) as Tags;
  } catch {
    // Nothing was kept.
    return {};
  }
}
