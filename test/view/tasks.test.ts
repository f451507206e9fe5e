import { describe, expect, it } from 'vitest';
import { scripted } from '../../source/scripted.ts';
import { events, range, recorder, started, waiting } from './events.ts';

const problem = { code: 'c', what: 'S3 refused the upload.', causes: ['It is too large.'], todo: ['wizard resume contoso-euw1'], exit: 1 } as const;

/** What stands on a terminal of `columns` columns after `text` was written to it: enough of VT100 for a redrawn list. */
function glass(text: string): string {
  const rows: string[] = [''];
  let row = 0;
  let column = 0;
  for (const [, control, count, kind, character] of text.matchAll(/(\u001b\[\??(\d*)[;\d]*([A-Za-z]))|([\s\S])/g)) {
    const n = Number(count || 1);
    const now = rows[row] ?? '';
    if (control && kind === 'A') row = Math.max(0, row - n);
    else if (control && kind === 'B') row += n;
    else if (control && kind === 'G') column = n - 1;
    else if (control && kind === 'K') rows[row] = count === '2' ? '' : now.slice(0, column);
    else if (control && kind === 'J') rows.splice(row, rows.length, now.slice(0, column));
    else if (character === '\n') [row, column] = [row + 1, 0];
    else if (character === '\r') column = 0;
    else if (character !== undefined) {
      rows[row] = now.slice(0, column).padEnd(column) + character + now.slice(column + 1);
      column += 1;
    }
  }
  return Array.from(rows, (line) => (line ?? '').trimEnd()).join('\n');
}

async function shown(columns: number, list: Parameters<typeof events>, turns = true) {
  const out = recorder({ columns, rows: 24 });
  const err = recorder({ columns, rows: 24 });
  const time = Date.parse('2026-11-21T10:30:00Z');
  const screen = scripted({ out: out.stream, err: err.stream, tasks: true, now: () => time, ask: async () => ({ kind: 'missing' }) });
  for (const event of events(...list)) {
    screen.tell(event);
    if (turns) await new Promise((resolve) => setImmediate(resolve));
  }
  await screen.close();
  return { out: out.text(), err: glass(err.text()), raw: err.text() };
}

const whole: Parameters<typeof events> = [
  [0, started(['network', 'checker', 'upload', 'import', 'image'])],
  [1, { type: 'step.started', step: 'network', title: 'Management network' }],
  [2, range],
  [3, { type: 'finding', step: 'network', finding: { rule: 'r', level: 'warning', title: 'It is tight.' } }],
  [4, { type: 'step.skipped', step: 'checker', reason: 'not needed' }],
  [5, { type: 'step.succeeded', step: 'network', outputs: {}, elapsedMs: 3_600_000 }],
  [6, { type: 'step.started', step: 'upload', title: 'Upload' }],
  [7, { type: 'step.failed', step: 'upload', problem }],
  [8, { type: 'step.started', step: 'import', title: 'Import' }],
  [600, waiting('import', 'converting', { elapsedMs: 600_000 })],
  [601, { type: 'run.finished', status: 'failed', exitCode: 1, ids: { network: { managementCidr: '10.42.0.0/16' } }, next: 'wizard resume contoso-euw1' }],
];

describe('the task list of a terminal', () => {
  it('ends with one line a step: done, skipped, failed, left waiting, not begun', async () => {
    const { err } = await shown(80, whole);
    const lines = err.split('\n').filter((line) => /^\S+ (?:network|checker|upload|import|image) /.test(line)).slice(-5);
    expect(lines).toEqual([
      expect.stringMatching(/^[✔√] network {5}Management network {2}\(1 h\)$/),
      expect.stringMatching(/^↓ checker {5}The checker {2}\(skipped\)$/),
      expect.stringMatching(/^[✖×] upload {6}Upload$/),
      '~ import      Import  (30 min so far, usually 1 h to 4 h)',
      '· image       The image',
    ]);
  });

  it('then says what is left to say: judgements and results on stdout, trouble on stderr', async () => {
    const { out, err } = await shown(80, whole);
    expect(out).toContain('contoso-euw1 begins in AWS account 111122223333');
    expect(out).toContain('network: warning: It is tight.\nchecker: skipped: not needed\n');
    expect(out).toContain('network has managementCidr 10.42.0.0/16\nstopped: a step failed (exit code 1)\nNext: wizard resume contoso-euw1\n');
    expect(err).toContain('upload failed: S3 refused the upload.\nWhy:\n  - It is too large.\nWhat to do:\n  - wizard resume contoso-euw1');
  });

  it('gives the cursor back, and fits a narrow terminal', async () => {
    const { err, raw } = await shown(40, whole);
    expect(raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001b[?25l'));
    const long = err.split('\n').filter((line) => line.length > 40);
    expect(long).toEqual([]);
  });

  it('shows steps that an earlier run did as done, and survives a run that ends before anything was drawn', async () => {
    const { err, out } = await shown(80, [[0, started([], { continued: true, steps: [{ id: 'network', title: 'Management network', state: 'done' }] })], [1, { type: 'run.finished', status: 'done', exitCode: 0, ids: {}, next: 'wizard report' }]], false);
    expect(err).toMatch(/[✔√] network {5}Management network {2}\(done before\)/);
    expect(out).toContain('Next: wizard report');
  });
});
