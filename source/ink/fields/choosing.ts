import type { Choice, Json, Question } from '../../step.ts';
import { line, type Text } from '../../text.ts';
import { sameValue } from '../../typed.ts';
import { edit, edited, type Editing } from './editing.ts';
import type { Stroke } from './strokes.ts';

/** One of the choices as it is shown. */
export type Option = { readonly label: Text; readonly hint: Text | undefined; readonly value: Json | undefined };

/** Where a person is in a list of options: the place of the highlighted one among all, and what is searched for. */
export type Choosing = { readonly at: number; readonly search: Editing | undefined };

/** The choices of a question; before them, for an optional one, what no answer means. */
export function optionsOf({ optional, unanswered }: Question, choices: readonly Choice[], initial: Json | undefined): readonly Option[] {
  const isKnown = choices.some(({ value }) => sameValue(value, initial));
  const none = optional && (!isKnown || unanswered) ? [{ label: line(unanswered ?? 'No answer'), hint: undefined, value: undefined }] : [];
  return [...none, ...choices.map(({ label, hint, value }) => ({ label: line(label), hint: hint ? line(hint) : undefined, value }))];
}

/** The places of the options that have each of the words that are searched for, in label or hint; all without a search. */
export function matching(options: readonly Option[], search: Editing | undefined): readonly number[] {
  const words = (search?.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return options.flatMap(({ label, hint = '' }, place) => {
    const text = `${label} ${hint}`.toLowerCase();
    return words.every((word) => text.includes(word)) ? [place] : [];
  });
}

/**
 * What a stroke makes of it: arrows, pages, Home and End move, `/` begins a search, which Esc or erasing its last letter ends.
 * Undefined where the stroke is none of these. `page` is how many rows are seen.
 */
export function moved(choosing: Choosing, stroke: Stroke, options: readonly Option[], page: number): Choosing | undefined {
  const { at, search } = choosing;
  if (search) {
    if (stroke.kind === 'escape' || (stroke.kind === 'erase' && search.text === '')) return { at, search: undefined };
    const typed = isMove(stroke) ? undefined : edited(search, stroke);
    if (typed) return searching(at, typed, options);
  } else if (stroke.kind === 'text' && stroke.text.startsWith('/')) return searching(at, edit(stroke.text.slice(1)), options);
  const found = matching(options, search);
  const place = found.indexOf(at);
  const to = (target: number): Choosing => ({ at: found[Math.max(0, Math.min(target, found.length - 1))] ?? at, search });
  switch (stroke.kind) {
    case 'up':
      return to(place - 1);
    case 'down':
      return to(place + 1);
    case 'pageUp':
      return to(place - Math.max(1, page - 1));
    case 'pageDown':
      return to(place + Math.max(1, page - 1));
    case 'home':
      return to(0);
    case 'end':
      return to(found.length - 1);
    default:
      return undefined;
  }
}

/** In a search, Home and End are still those of the list. */
function isMove({ kind }: Stroke): boolean {
  return kind === 'home' || kind === 'end';
}

/** The highlighted option stays where it is found still; else it is the first that is. */
function searching(at: number, search: Editing, options: readonly Option[]): Choosing {
  const found = matching(options, search);
  return { at: found.includes(at) ? at : (found[0] ?? at), search };
}

/** The places from `from` to before `to` are seen of `count`, with `at` among them and as near to the middle as can be. */
export function windowOf(count: number, at: number, room: number): { readonly from: number; readonly to: number } {
  const seen = Math.max(0, Math.min(count, room));
  const from = Math.max(0, Math.min(at - Math.floor(seen / 2), count - seen));
  return { from, to: from + seen };
}
