import { explain } from '../../source/knowledge/errors.ts';
import type { Problem } from '../../source/problem.ts';
import { line } from '../../source/text.ts';
import { againFrom } from '../shared/again.ts';

type Detail = { readonly ErrorCode?: string | undefined; readonly ErrorMessage?: string | undefined };

/** An ingestion that ended in ERROR: each code that AWS gives, explained where it is known and quoted where it is not. */
export function imageFailed(onboarding: string, name: string, imageId: string, details: readonly Detail[]): Problem {
  const known = details.map(({ ErrorCode = '', ErrorMessage = '' }) => {
    const entry = explain(`image.${ErrorCode}`)[0] ?? explain(ErrorMessage, { code: ErrorCode, operation: 'DescribeWorkspaceImages', step: 'image' })[0];
    const words = entry?.what ?? ([ErrorCode, ErrorMessage].filter(Boolean).map(line).join(': ') || 'no reason given');
    return { code: ErrorCode, words, causes: entry?.causes ?? [], fix: entry?.fix ?? [], back: entry?.back };
  });
  const first = details[0];
  const back = known.find((one) => one.back)?.back ?? 'checker';
  const message = details.map(({ ErrorCode, ErrorMessage }) => [ErrorCode, ErrorMessage].filter(Boolean).join(': ')).join('\n');
  return {
    code: known.length === 1 && known[0]?.code ? `image.${known[0].code}` : 'image.error',
    what: `AWS could not make the image ${name}: ${known.map(({ words }) => words).join(' ') || 'it gives no reason.'}`,
    causes: [...new Set(known.flatMap(({ causes }) => causes))],
    todo: [...new Set(known.flatMap(({ fix }) => fix)), `The failed image ${imageId} keeps its name; the next attempt takes a name of its own.`, againFrom(onboarding, 'image', back)],
    back,
    raw: { operation: 'workspaces:DescribeWorkspaceImages', ...(first?.ErrorCode && { code: first.ErrorCode }), ...(message && { message }) },
    exit: 1,
  };
}

/** An image of our name that this onboarding did not make. */
export function imageNotOurs(name: string, imageId: string, why: string): Problem {
  return {
    code: 'image.not-ours',
    what: `An image named ${name} exists already (${imageId}), and it is not this onboarding's: ${why}.`,
    causes: ['Somebody made it by hand or with another onboarding.'],
    todo: ['Choose another name: image.name', `Look at it: aws workspaces describe-workspace-images --image-ids ${imageId}`],
    back: 'image',
    exit: 4,
  };
}
