import type { Answer, Asked } from '../engine/events.ts';
import type { Reviewed } from '../engine/review.ts';
import type { Inquiry, Steering, Turn } from '../desk.ts';
import type { Json, Question } from '../step.ts';
import { say } from '../text.ts';
import type { Action } from './state.ts';
import type { Store } from './store.ts';

/** Between those who ask (the start, the engine) and the person who answers on the screen. */
export type Conversation = {
  inquire(inquiry: Inquiry): Promise<Json | undefined>;
  ask(asked: Asked): Promise<Answer>;
  afterwards(): Promise<Turn | undefined>;
  steer(steering: Steering): void;
  steering(): Steering | undefined;
  answer(value: Json | undefined): void;
  back(): void;
  decline(): void;
  /** The person leaves: whatever is asked stays without an answer. */
  leave(): void;
};

/** One thing at most is asked at a time by each of them; a person may look back meanwhile, which is a revision. */
export function makeConversation(store: Store): Conversation {
  let inquired: ((value: Json | undefined) => void) | undefined;
  let asking: ((answer: Answer) => void) | undefined;
  let after: ((turn: Turn | undefined) => void) | undefined;
  let given: Steering | undefined;

  const set = (state: Extract<Action, { do: 'set' }>['state']) => store.send({ do: 'set', state });

  const settleAsked = (answer: Answer) => {
    const settle = asking;
    asking = undefined;
    set({ asked: undefined, focus: undefined, typing: false });
    settle?.(answer);
  };

  /** Ends this turn of the run, or answers what to do after it. */
  const turn = (next: Turn) => {
    set({ revision: undefined, overlay: undefined, focus: undefined, typing: false, ended: false });
    if (after) {
      const settle = after;
      after = undefined;
      settle(next);
      return;
    }
    // First the run is told, so that the answer below is no answer to anything.
    given?.turn(next);
    if (asking) settleAsked({ kind: 'missing' });
  };

  const revise = ({ reviewed }: { readonly reviewed: Reviewed }, value: Json | undefined) => {
    const { key } = reviewed.question;
    if (value === undefined || same(value, reviewed.answer?.given)) set({ revision: undefined, typing: false });
    else turn({ given: { [reviewed.step]: { [key]: value } } });
  };

  return {
    inquire(inquiry) {
      set({ inquiry, busy: undefined, typing: isTypedInto(inquiry.question, inquiry.choices !== undefined) });
      return new Promise((resolve) => (inquired = resolve));
    },
    ask(asked) {
      set({ asked, focus: undefined, typing: asked.kind === 'confirmation' || isTypedInto(asked.question) });
      return new Promise((resolve) => (asking = resolve));
    },
    afterwards() {
      if (store.state().leaving) return Promise.resolve(undefined);
      set({ ended: true });
      return new Promise((resolve) => (after = resolve));
    },
    steer(steering) {
      given = steering;
    },
    // What is asked meanwhile is settled with the turn, so the screen has no other way to begin one.
    steering: () => given && { ...given, turn },
    answer(value) {
      const { inquiry, revision, asked } = store.state();
      if (inquiry) {
        const settle = inquired;
        inquired = undefined;
        set({ inquiry: undefined, typing: false });
        settle?.(value);
      } else if (revision) revise(revision, value);
      else if (asked) settleAsked(value === undefined ? { kind: 'missing' } : { kind: 'value', value });
    },
    back() {
      const { revision, asked } = store.state();
      if (revision?.reason === 'evidence') return set({ revision: undefined, typing: false });
      const before = given && earlier(given.review(), revision?.reviewed.key ?? asked?.key ?? '', asked?.step);
      if (before) set({ revision: { reviewed: before, reason: 'change' }, focus: undefined, typing: isTypedInto(before.question) });
      else set({ notice: say`There is no earlier answer that can still be changed here. S shows them all.` });
    },
    decline() {
      const { asked } = store.state();
      if (asked?.kind !== 'confirmation') return;
      const { title, why } = asked.confirmation;
      const problem = { code: 'confirmation.declined', what: `“${title}” was not confirmed, so nothing of it was sent.`, causes: [why], todo: ['Try again when you are ready: it is asked once more.'], back: asked.step, exit: 4 } as const;
      settleAsked({ kind: 'refused', problem });
    },
    leave() {
      set({ leaving: true, overlay: undefined });
      inquired?.(undefined);
      after?.(undefined);
      if (asking) settleAsked({ kind: 'missing' });
    },
  };
}

/** The last answer before `key` in the order of the process that may still be changed; a confirmation has the answers of its own step before it. */
function earlier(all: readonly Reviewed[], key: string, step: string | undefined): Reviewed | undefined {
  const at = all.findIndex((one) => one.key === key);
  const last = at >= 0 ? at : all.findLastIndex((one) => one.step === step) + 1;
  return all.slice(0, last).findLast(({ answer, open }) => open && answer !== undefined);
}

/** Whether letters will go into the field, known before it is drawn: a key that is quicker than the screen must be no command. */
function isTypedInto({ kind, choices }: Question, offered = choices !== undefined): boolean {
  return kind !== 'confirm' && !offered && kind !== 'select' && kind !== 'multiselect';
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
