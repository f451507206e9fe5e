import { configKey, type Question, type Step } from '../step.ts';
import { topKeys } from './keys.ts';

/** The reference of the configuration file as Markdown, one table a section, made from the questions of `steps`. */
export function configReference(steps: readonly Step[]): string {
  const top = topKeys.map(({ key, why, example }) => row([code(key), why, code(JSON.stringify(example)), '']));
  const sections = steps.map((step) => {
    const rows = step.questions.map((question) =>
      row([code(configKey(step.id, question.key)), meaning(question), code(JSON.stringify(question.example)), need(question)]),
    );
    return `#### \`${step.id}\`: ${step.title}\n\n${step.why}\n\n${header}\n${rows.join('\n')}`;
  });
  return [`${header}\n${top.join('\n')}`, ...sections].join('\n\n');
}

const header = '| Key | What it is | Example | |\n|---|---|---|---|';

function meaning({ title, why, where }: Question): string {
  return [title, why, where].filter((part) => part !== undefined).join(' ');
}

function need({ optional, confirms, initial, when }: Question): string {
  if (confirms) return 'typed confirmation';
  if (optional) return initial ? 'has a default' : 'optional';
  return when ? 'where it applies' : 'needed';
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function code(value: string): string {
  return `\`${value}\``;
}
