import type { PathContext } from '../../config/paths.ts';
import type { Json, Question } from '../../step.ts';
import { say, type Text } from '../../text.ts';
import { edit, edited, insert, type Editing } from './editing.ts';
import { entriesOf, entryText, joined, joinedText, listFaults, without } from './listing.ts';
import type { Note } from './notes.tsx';
import { pastedLine } from './pasting.ts';
import type { Stroke } from './strokes.ts';

export type ListState = {
  readonly entries: readonly Json[];
  /** The highlighted entry; behind the last one stands the line that is typed into. */
  readonly at: number;
  readonly editing: Editing;
  /** The entry that the typed line takes the place of. */
  readonly replaces?: number | undefined;
  /** What the last stroke led to. */
  readonly said?: Note | undefined;
  /** Enter was pressed on a list that is not right as a whole. */
  readonly isJudged: boolean;
};

/** What a list is judged by, and how many of its entries are seen at once. */
export type ListRules = { readonly question: Question; readonly paths: PathContext; readonly page: number };

/** Where a stroke leads: on, back, or to the answer. */
export type Listed = { readonly state: ListState } | { readonly answer: Json | undefined } | 'back';

/** The list that is offered, with the cursor on the empty line below it. */
export function beginList(initial: Json | undefined): ListState {
  return onLine(Array.isArray(initial) ? (initial as readonly Json[]) : []);
}

function onLine(entries: readonly Json[], said?: Note): ListState {
  return { entries, at: entries.length, editing: edit(''), isJudged: false, said };
}

export function isOnLine({ entries, at }: ListState): boolean {
  return at >= entries.length;
}

/** Why the typed line can not be added as it is. Several entries at once can: each is shown with its own fault then. */
export function lineFault(text: string, { question, paths }: Omit<ListRules, 'page'>): Text | undefined {
  if (text.trim() === '') return undefined;
  const typed = entriesOf(text, question, paths);
  if ('fault' in typed) return typed.fault;
  return typed.value.length === 1 ? listFaults(question, typed.value, paths).each.get(0) : undefined;
}

/** What a stroke does to a list. */
export function listed(state: ListState, stroke: Stroke, rules: ListRules): Listed {
  if (stroke.kind === 'paste') return { state: pasted(state, stroke.text, rules) };
  if (!isOnLine(state)) return { state: onEntry(state, stroke, rules.page) };
  const { entries, editing, replaces } = state;
  if (stroke.kind === 'enter') return editing.text.trim() === '' ? finished(state, rules) : { state: added(state, rules) };
  if (stroke.kind === 'escape' && replaces !== undefined) return { state: onLine(entries) };
  if (stroke.kind === 'escape' || (stroke.kind === 'left' && editing.cursor === 0)) return 'back';
  if (stroke.kind === 'up') return { state: { ...state, at: Math.max(0, entries.length - 1), said: undefined } };
  const next = edited(editing, stroke);
  return { state: next ? { ...state, editing: next, said: undefined, isJudged: false } : state };
}

function finished({ entries }: ListState, { question, paths }: ListRules): Listed {
  const { whole, each } = listFaults(question, entries, paths);
  if (entries.length === 0 && question.optional && whole !== undefined) return { answer: undefined };
  if (each.size > 0) {
    const words = say`${each.size === 1 ? 'One entry does' : `${each.size} entries do`} not fit: Enter changes it, Delete takes it out.`;
    return { state: { ...onLine(entries, { tone: 'fault', words }), at: Math.min(...each.keys()) } };
  }
  return whole === undefined ? { answer: entries } : { state: { ...onLine(entries), isJudged: true } };
}

function added(state: ListState, rules: ListRules): ListState {
  const { question, paths } = rules;
  const fault = lineFault(state.editing.text, rules);
  const typed = entriesOf(state.editing.text, question, paths);
  if (fault !== undefined || 'fault' in typed) return { ...state, said: fault && { tone: 'fault', words: fault } };
  const { entries, added, twice } = joined(state.entries, typed.value, state.replaces);
  const words = joinedText(added, twice);
  return onLine(entries, words && { tone: 'fact', words });
}

/** Several entries are added at once; a single one is put into the line, to be looked at. */
function pasted(state: ListState, text: string, { question, paths }: ListRules): ListState {
  const typed = entriesOf(text, question, paths);
  if ('fault' in typed) return { ...state, said: { tone: 'fault', words: typed.fault } };
  if (typed.value.length > 1) {
    const { entries, added, twice } = joined(state.entries, typed.value);
    const words = joinedText(added, twice);
    return { ...state, entries, at: entries.length, said: words && { tone: 'fact', words }, isJudged: false };
  }
  const one = pastedLine(text.replaceAll('\t', ' '), '');
  if ('fault' in one) return { ...state, said: { tone: 'fault', words: one.fault } };
  return { ...state, at: state.entries.length, editing: insert(state.editing, one.value), said: undefined, isJudged: false };
}

function onEntry(state: ListState, { kind }: Stroke, page: number): ListState {
  const { entries, at } = state;
  const to = (place: number): ListState => ({ ...state, at: Math.max(0, Math.min(place, entries.length)), said: undefined });
  switch (kind) {
    case 'up':
      return to(at - 1);
    case 'down':
      return to(at + 1);
    case 'pageUp':
      return to(at - page);
    case 'pageDown':
      return to(at + page);
    case 'home':
      return to(0);
    case 'end':
      return to(entries.length - 1);
    case 'escape':
    case 'left':
      return to(entries.length);
    case 'enter':
      return { ...to(entries.length), editing: edit(String(entries[at] ?? '')), replaces: at };
    case 'erase':
    case 'delete':
      return { ...to(at), entries: without(entries, at), at: Math.min(at, entries.length - 1), replaces: undefined, said: { tone: 'fact', words: say`Taken out: ${entryText(entries[at] ?? '')}` } };
    default:
      return state;
  }
}
