import type { Question, Step } from '../source/step.ts';
import { steps } from '../steps/index.ts';

// Prints the reference of the configuration file in Markdown, made from the steps' questions: node test/make-reference.ts

function cell(words: string): string {
  return words.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function row(step: Step, { key, title, why, where, example, optional, initial }: Question): string {
  const name = key === step.id ? step.id : `${step.id}.${key}`;
  const needed = optional ? 'no' : initial ? 'yes, unless asked at a prompt' : 'yes';
  return `| \`${name}\` | ${cell(title)} ${cell(why)}${where ? ` ${cell(where)}` : ''} | ${needed} | \`${cell(typeof example === 'string' ? example : JSON.stringify(example))}\` |`;
}

const tables = steps.map((step) => [`### ${step.id}`, '', cell(step.why), '', '| Key | What and why | Needed unattended | Example |', '|---|---|---|---|', ...step.questions.map((question) => row(step, question))].join('\n'));
process.stdout.write(`${tables.join('\n\n')}\n`);
