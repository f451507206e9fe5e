import type { Work } from '../../source/step.ts';

/** Tags as every service but S3's headers takes them. */
export type Tag = { readonly Key: string; readonly Value: string };

/** The onboarding's tags as a list, with the ones in `more`. */
export function tagList(work: Pick<Work, 'tags'>, more: { readonly [key: string]: string } = {}): Tag[] {
  return Object.entries({ ...work.tags, ...more }).map(([Key, Value]) => ({ Key, Value }));
}

const ownPrefix = 'wizard-byol';

/** Whose tags these are: this onboarding's, another onboarding's, or nobody's that the wizard knows. */
export function ownerOf(tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined, work: Pick<Work, 'tags'>): 'ours' | 'another' | 'nobody' {
  const own = Object.entries(work.tags).filter(([key]) => key.startsWith(ownPrefix));
  const marks = (tags ?? []).filter(({ Key }) => own.some(([key]) => key === Key));
  if (!marks.length) return 'nobody';
  return marks.every(({ Key, Value }) => own.some(([key, value]) => key === Key && value === Value)) ? 'ours' : 'another';
}

/** The tag that carries a change's token, where a listing shows tags. */
export const tokenTag = `${ownPrefix}:token`;
