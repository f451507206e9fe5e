/**
 * Writes the parts of README.md that are made from the program itself: the commands, the reference of the configuration, and,
 * with `--run`, a captured run of the example (the whole of it into docs/example-run.txt).
 *
 *     node test/make-readme.ts [--run]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandTable } from '../source/commands/table.ts';
import { configReference } from '../source/config/reference.ts';
import { steps } from '../steps/index.ts';

/** README.md with its made parts as they ought to be. */
export function madeReadme(readme: string): string {
  const commands = ['| Command | What it does |', '|---|---|', ...commandTable.map(({ name, summary }) => `| \`${name}\` | ${summary} |`)].join('\n');
  return put(put(readme, 'commands', commands), 'configuration', configReference(steps));
}

function put(readme: string, name: string, content: string): string {
  const [begin, end] = [`<!-- begin ${name} -->\n`, `<!-- end ${name} -->`];
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no place for “${name}”`);
  return readme.slice(0, from + begin.length) + content + '\n' + readme.slice(to);
}

/** Runs the README's first command and gives what it prints in a pipe. */
function captured(): string {
  const state = mkdtempSync(join(tmpdir(), 'wizard-readme-'));
  const { stdout, status } = spawnSync('sh', ['-c', '"$0" source/bin.ts run --sandbox --config examples/onboarding.yaml --state-dir "$1" 2>&1', process.execPath, state], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the run ended with ${String(status)}: ${stdout}`);
  return stdout.replaceAll(`${state}/sandbox/`, '~/.local/state/wizard-byol/sandbox/').replaceAll(`${process.cwd()}/`, '');
}

/** The lines a reader wants first: beginnings and ends of steps, what was judged in the network step, what AWS is waited for. */
function shortened(run: string): string {
  const kept = run.split('\n').filter((line) => /^\d|^ {10}/.test(line) && / (run|eligibility|network|import|image|launch) /.test(line) && !/(begins:|info: (?!10\.)|billed|^\S+ \S+ +has |[Pp]olicy|Role|Files that)/.test(line));
  const once = new Set<string>();
  const lines = kept.filter((line) => {
    const wait = /^\S+ (\S+) +waiting/.exec(line)?.[1];
    if (!wait) return true;
    if (once.has(wait)) return false;
    once.add(wait);
    return true;
  });
  return lines.map((line) => (line.length > 150 ? `${line.slice(0, 149)}…` : line)).join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  let readme = madeReadme(readFileSync('README.md', 'utf8'));
  if (process.argv.includes('--run')) {
    const run = captured();
    writeFileSync('docs/example-run.txt', run);
    readme = put(readme, 'run', `\`\`\`\n${shortened(run)}\n\`\`\``);
  }
  writeFileSync('README.md', readme);
}
