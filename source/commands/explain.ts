import type { Explanation } from '../knowledge/errors.ts';
import { fitted, widthOf } from '../layout.ts';
import { fail, type ExitCode } from '../problem.ts';
import { line, say, type Text } from '../text.ts';
import { print, printJson, type Context } from './context.ts';
import { programName } from './invocation.ts';

/** How much of a pipe is read, in characters: an error message, not a log of days. */
const longest = 100_000;

/** `wizard explain TEXT`: what an error means, why it happens, and the cure. */
export async function run(context: Context): Promise<ExitCode> {
  const wizard = programName(context);
  const text = context.positionals.length > 0 ? context.positionals.join(' ') : await piped(context);
  if (text.trim() === '') fail({ code: 'usage', what: 'wizard explain needs the TEXT of an error.', todo: [`${wizard} explain "OfficeInstalled"`, `or pipe it in: some-command 2>&1 | ${wizard} explain`], exit: 2 });
  const { explain, nearest } = await import('../knowledge/errors.ts');
  const explanations = explain(text);
  const guesses = explanations.length === 0 ? nearest(text) : [];
  if (context.options.format === 'json') printJson(context, { v: 1, type: 'explanation', text: line(text).slice(0, 1000), explanations, guesses });
  else print(context, lines(explanations, guesses, wizard).flatMap((words) => fitted(words, widthOf(context.stdout))));
  return 0;
}

async function piped({ stdin }: Context): Promise<string> {
  if (stdin.isTTY) return '';
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > longest) break;
  }
  return text.slice(0, longest);
}

function lines(explanations: readonly Explanation[], guesses: readonly Explanation[], wizard: string): Text[] {
  const [first, ...others] = explanations;
  if (first) {
    const also = others.slice(0, 3);
    return [...detail(first), ...(also.length > 0 ? [say``, say`It may also be:`, ...also.map(({ id, what }) => say`  - ${what} (${wizard} explain ${id})`)] : []), say``, say`Next: go back to the step ${first.back}: ${wizard} resume NAME`];
  }
  return [
    say`This is not in the catalogue.`,
    ...(guesses.length > 0 ? [say``, say`Guesses, by the words in it:`, ...guesses.map(({ id, what }) => say`  - ${what} (${wizard} explain ${id})`)] : []),
    say``,
    say`Next: look for it in the AWS documentation, or show it to AWS Support.`,
  ];
}

const confidence = { documented: 'AWS documents this', observed: 'seen by others, not documented', inferred: 'inferred, not documented' } as const;

function detail({ id, what, causes, fix, source, back, confidence: how }: Explanation): Text[] {
  return [
    line(what),
    ...(causes.length > 0 ? [say``, say`Likely causes:`, ...causes.map((cause) => say`  - ${cause}`)] : []),
    ...(fix.length > 0 ? [say``, say`What to do:`, ...fix.map((action) => say`  - ${action}`)] : []),
    say``,
    say`Step: ${back}`,
    say`Source: ${source} (${confidence[how]}; ${id})`,
  ];
}
