import { widthOf } from '../layout.ts';
import type { ExitCode } from '../problem.ts';
import { line, say, type Text } from '../text.ts';
import { minuteText } from '../words.ts';
import { print, printJson, type Context } from './context.ts';
import { invocation } from './invocation.ts';
import { knownOnboardings } from './known.ts';
import { progressOf, runningProcess, standing, viewOf } from './standing.ts';
import { stateDirectory } from './folders.ts';

/** `wizard list`: the onboardings of this machine. */
export async function run(context: Context): Promise<ExitCode> {
  const { steps } = await import('../../steps/index.ts');
  const rows = knownOnboardings(context).map(({ name, sandbox, folder, state }) => {
    const view = viewOf(state, steps);
    const { account = '', region = '' } = state.pins ?? {};
    return { name, account, region, sandbox, status: standing(view), ...progressOf(view), running: runningProcess(state) !== undefined, updated: new Date(state.lastTime).toISOString(), folder };
  });
  if (context.options.format === 'json') {
    printJson(context, { v: 1, type: 'list', onboardings: rows });
    return 0;
  }
  if (rows.length === 0) {
    print(context, [say`No onboarding was begun on this machine (${stateDirectory(context)}).`, say``, say`Next: ${invocation(context, 'run --config examples/onboarding.yaml', true)}`]);
    return 0;
  }
  const cells = rows.map(({ name, account, region, sandbox, status, done, of, running, updated }) => [name, sandbox ? 'sandbox' : account, region, `${done}/${of}`, running ? 'running' : words[status], minuteText(Date.parse(updated))].map(line));
  const head = ['NAME', 'ACCOUNT', 'REGION', 'STEPS', 'STATE', 'LAST CHANGE (UTC)'].map(line);
  print(context, [...table([head, ...cells], widthOf(context.stdout)), say``, say`Next: ${invocation(context, `status ${rows.length === 1 ? rows[0]?.name : 'NAME'}`, rows.every(({ sandbox }) => sandbox))}`]);
  return 0;
}

const words = { done: 'done', failed: 'failed', waiting: 'waiting', person: 'needs a person', begun: 'begun' } as const;

/** Rows in columns; where they do not fit, one cell a line. */
function table(rows: readonly (readonly Text[])[], width: number): Text[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  if (widths.reduce((sum, cell) => sum + cell + 2, -2) <= width) return rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()));
  const [head = [], ...body] = rows;
  return body.flatMap(([name = say``, ...cells]) => [name, ...cells.map((cell, column) => say`  ${(head[column + 1] ?? '').toLowerCase()}: ${cell}`)]);
}
