import { stringify } from 'yaml';
import type { Json, Question, Step } from '../step.ts';
import { topKeys, wholeSection } from './keys.ts';

/**
 * A commented configuration to begin with, made from the questions of `steps`: each with why it is asked, where the answer is
 * found and an example. What an unattended run can go without is commented out.
 */
export function exampleConfig(steps: readonly Step[]): string {
  const top = topKeys.map(({ key, why, example }) => `${comment(why)}\n${entry(key, example)}`);
  return `${[header.join('\n'), ...top, ...steps.map(section)].join('\n\n')}\n`;
}

const header = [
  '# The answers for one onboarding. Run it:   wizard run --config onboarding.yaml',
  '# Check it without sending anything:        wizard config validate onboarding.yaml',
  '#',
  '# A key behind a # has a default or is not always asked: take the # away to set it. No secrets belong here.',
  '# Windows paths stand between single quotes: \'C:\\VMs\\win11.ova\'. Relative paths begin at this file.',
  '# Running this file agrees to what it costs. What can not be undone needs a confirm... key of its own:',
  '# a run says which, and the exact value.',
];

function section(step: Step): string {
  const head = `${comment(`${step.title}. ${step.why}`)}\n`;
  const whole = wholeSection(step);
  if (whole && step.questions.length === 1) return head + explained(whole, '', step.id);
  return `${head}${step.id}:\n${step.questions.map((question) => explained(question, '  ', question.key)).join('\n\n')}`;
}

function explained(question: Question, indent: string, key: string): string {
  const words = [question.title, question.why, question.where].filter((part) => part !== undefined).map((part) => comment(part, indent));
  const needed = !question.optional && !question.confirms && !question.when;
  return [...words, entry(key, question.example, needed ? indent : `${indent}#`)].join('\n');
}

function entry(key: string, value: Json, indent = ''): string {
  return stringify({ [key]: value }, { lineWidth: 0, flowCollectionPadding: false, collectionStyle: typeof value === 'object' && !deep(value) ? 'flow' : 'any' })
    .trimEnd()
    .replace(/^\{(.*)\}$/s, '$1')
    .replace(/^/gm, indent);
}

function deep(value: Json): boolean {
  return value !== null && typeof value === 'object' && Object.values(value).some((inner) => inner !== null && typeof inner === 'object');
}

function comment(words: string, indent = ''): string {
  const width = 100 - indent.length;
  const lines = words.split(/\s+/).reduce<string[]>((rows, word) => {
    const last = rows.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) return [...rows, `${indent}# ${word}`];
    return [...rows.slice(0, -1), `${last} ${word}`];
  }, []);
  return lines.join('\n');
}
