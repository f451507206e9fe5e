import { stringify } from 'yaml';
import type { Json, Question, Step } from '../step.ts';
import { topKeys, wholeSection } from './keys.ts';

/**
 * A commented configuration to begin with, made from the questions of `steps`: each with why it is asked, where the answer is
 * found and an example. What has a default is commented out.
 */
export function exampleConfig(steps: readonly Step[]): string {
  const top = topKeys.map(({ key, why, example }) => `${comment(why)}\n${entry(key, example)}`);
  return [
    '# The answers for one onboarding. Run it:    wizard run --config onboarding.yaml',
    '# Check it without sending anything:         wizard config validate onboarding.yaml',
    '# Keys that begin with # have a default or are not always asked. No secrets here.',
    '# Write Windows paths between single quotes: \'C:\\VMs\\win11.ova\'',
    '',
    top.join('\n\n'),
    '',
    steps.map(section).join('\n\n'),
    '',
  ].join('\n');
}

function section(step: Step): string {
  const head = `${comment(`${step.title}. ${step.why}`)}\n`;
  const whole = wholeSection(step);
  if (whole && step.questions.length === 1) return head + explained(whole, '', step.id);
  const asked = step.questions.map((question) => explained(question, '  ', question.key)).join('\n');
  // A section whose keys are all comments would be null: an empty group says that nothing is decided beforehand.
  const open = step.questions.some(written);
  return `${head}${step.id}:${open ? '' : ' {}'}\n${asked}`;
}

function explained(question: Question, indent: string, key: string): string {
  const words = [question.title, question.why, question.where].filter((part): part is string => part !== undefined).map((part) => comment(part, indent));
  const lines = entry(key, question.example, indent);
  return [...words, written(question) ? lines : lines.replace(/^(\s*)/gm, `${indent}# `).replaceAll(`${indent}# ${indent}`, `${indent}# `)].join('\n');
}

/** Questions that every unattended run needs an answer to are written out; the others are comments. */
function written({ optional, confirms, initial, when }: Question): boolean {
  return !optional && !confirms && !initial && !when;
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
