import { fitted } from '../../layout.ts';
import type { Question } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';

export type HeadLine = { readonly words: Text; readonly as: 'title' | 'why' | 'warning' | 'plain' };

export type HeadParts = {
  readonly question: Pick<Question, 'title' | 'why' | 'where'>;
  /** What there is to know first. */
  readonly about?: readonly Text[];
  /** What a change would undo, or what did not fit. */
  readonly warnings?: readonly Text[];
  readonly columns: number;
  readonly rows: number;
  /** Why and where are told in a pane of their own. */
  readonly explained: boolean;
};

/** A field needs so many lines to be of use. */
const leastField = 5;

/** What stands over a field: the question, then as much of why and where as leaves the field its lines. What is left out stands in the help. */
export function questionHead({ question, about = [], warnings = [], columns, rows, explained }: HeadParts): HeadLine[] {
  const lines = (words: Text, as: HeadLine['as']) => fitted(words, columns).map((text): HeadLine => ({ words: line(text), as }));
  const title = [...about.flatMap((words) => lines(words, 'plain')), ...(about.length > 0 ? [{ words: say``, as: 'plain' } as const] : []), ...lines(line(question.title), 'title')];
  const must = warnings.flatMap((words) => lines(words, 'warning'));
  const why = explained || !question.why ? [] : lines(line(question.why), 'why');
  const where = explained || !question.where ? [] : lines(say`Where to find it: ${question.where}`, 'why');
  const room = rows - leastField - title.length - must.length;
  const optional = [why, where].reduce<HeadLine[]>((taken, part) => (taken.length + part.length <= room ? [...taken, ...part] : taken), []);
  return [...title, ...optional, ...must].slice(0, Math.max(1, rows - 1));
}
