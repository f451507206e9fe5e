import { styleText } from 'node:util';
import * as prompts from '@inquirer/prompts';
import { line, type Text } from './text.ts';

/** The streams of a prompt, and what ends it. */
type Around = Parameters<typeof prompts.input>[1];

/** One thing to choose; `short` stands behind the question once it is chosen. */
export type Offer<Value> = { readonly name: Text; readonly value: Value; readonly short?: Text; readonly description?: Text; readonly checked?: boolean };

/** The prompts, which show nothing but {@link Text}; here, so that none is given any other. */
export const select: <Value>(asked: { readonly message: Text; readonly choices: readonly Offer<Value>[]; readonly default?: NoInfer<Value>; readonly loop: boolean }, around?: Around) => Promise<Value> = prompts.select;

export const checkbox: <Value>(
  asked: { readonly message: Text; readonly choices: readonly Offer<Value>[]; readonly validate: (chosen: readonly { readonly value: Value }[]) => true | Text; readonly loop: boolean },
  around?: Around,
) => Promise<Value[]> = prompts.checkbox;

export const confirm: (asked: { readonly message: Text; readonly default: boolean }, around?: Around) => Promise<boolean> = prompts.confirm;

/** Asks for a line. What is typed may have been pasted from anywhere: it is taken as it is, and shown as Text. */
export function input(asked: { readonly message: Text; readonly default?: Text; readonly validate: (typed: string) => true | Text }, around?: Around): Promise<string> {
  const shown = (typed: string): Text => line(typed);
  return prompts.input({ ...asked, transformer: (typed, { isFinal }) => (isFinal ? styleText('cyan', shown(typed)) : shown(typed)) }, around);
}
