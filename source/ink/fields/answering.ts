import { useMemo } from 'react';
import { exampleText } from '../../config/words.ts';
import { isSharePath } from '../../path.ts';
import type { Json } from '../../step.ts';
import { say, type Text } from '../../text.ts';
import { readTyped, validated, writtenValue } from '../../typed.ts';
import type { FieldProps } from '../field.ts';
import { edit, edited, insert, type Editing } from './editing.ts';
import { useHeld, useTyping } from './held.ts';
import { note, type Note } from './notes.tsx';
import { pastedLine } from './pasting.ts';
import type { Stroke } from './strokes.ts';

/** What is typed, and how much a person wants to hear of it: nothing yet, the rule that is broken, or why Enter did nothing. */
type TypedDraft = { readonly editing: Editing; readonly told: 'nothing' | 'rule' | 'fault'; readonly refused?: Text };

export type TypedAnswer = {
  readonly editing: Editing;
  readonly notes: readonly Note[];
  readonly placeholder: Text;
  /** Does what the stroke asks for; what it leaves alone is Tab and the arrows up and down. */
  take(stroke: Stroke): void;
  /** The line as it is now, and another in its place. */
  now(): Editing;
  change(editing: Editing): void;
};

type Answering = Pick<FieldProps, 'question' | 'initial' | 'paths' | 'active' | 'draft' | 'onDraft' | 'onAnswer' | 'onBack' | 'onTyping'>;

/** A question that is answered by typing one line. `joint` joins the lines of a paste. */
export function useTypedAnswer(props: Answering, joint: string, fromPaste: (pasted: string) => string = (pasted) => pasted): TypedAnswer {
  const { question, initial, paths, active, onAnswer, onBack } = props;
  const [drawn, now, change] = useHeld<TypedDraft>(() => (props.draft as TypedDraft | undefined) ?? begin(question, initial), props.onDraft);
  useTyping(active, props.onTyping);
  const { editing, told, refused } = drawn;
  // A share is not looked into at each letter: the name of a server that does not answer takes seconds.
  const isRemote = question.path === true && isSharePath(editing.text.trim());
  const verdict = useMemo(() => (isRemote ? true : validated(editing.text, question, paths)), [isRemote, editing.text, question, paths]);

  const answer = () => {
    const { text } = now().editing;
    const verdict = validated(text, question, paths);
    if (verdict !== true) change({ editing: { ...now().editing, offered: false }, told: 'fault' });
    else onAnswer(text.trim() === '' ? undefined : readTyped(text, question, paths));
  };
  const take = (stroke: Stroke) => {
    const { editing, told } = now();
    if (stroke.kind === 'enter') return answer();
    if (stroke.kind === 'escape' || (stroke.kind === 'left' && editing.cursor === 0)) return onBack();
    if (stroke.kind === 'paste') {
      const pasted = pastedLine(stroke.text, joint);
      return change('fault' in pasted ? { editing, told, refused: pasted.fault } : { editing: insert(editing, fromPaste(pasted.value)), told: 'rule' });
    }
    const next = edited(editing, stroke);
    if (next) change({ editing: next, told: next.text === editing.text ? told : 'rule' });
  };
  const shown = told === 'nothing' || verdict === true || (told === 'rule' && editing.text.trim() === '') ? undefined : verdict;
  return {
    editing,
    notes: [...note('fault', refused), ...note(told === 'fault' ? 'fault' : 'rule', shown), ...(shown === undefined && !refused ? note('hint', hintOf(props, editing)) : [])],
    placeholder: say`for example ${exampleText(question.example)}`,
    take,
    now: () => now().editing,
    change: (editing) => change({ editing, told: 'rule' }),
  };
}

/** What only a person's own typing answers is offered nothing. */
function begin(question: Answering['question'], initial: Json | undefined): TypedDraft {
  const isOffered = initial !== undefined && initial !== null && !question.confirms;
  return { editing: isOffered ? edit(writtenValue(initial, question), true) : edit(''), told: 'nothing' };
}

function hintOf({ question, initial }: Answering, { text, offered }: Editing): Text | undefined {
  if (offered) return say`Enter takes it, typing replaces it, the arrows edit it.`;
  if (text.trim() !== '') return undefined;
  if (question.confirms && initial !== undefined && initial !== null) return say`It is ${writtenValue(initial, question)}: to go on, type it yourself.`;
  return question.optional ? say`Enter alone leaves it out${question.unanswered ? `: ${question.unanswered}` : ''}.` : undefined;
}
