/**
 * What the drawn screen costs, measured in a pseudo-terminal (util-linux `script`): key press to first byte, and CPU and bytes
 * while nobody does anything. Prints a table; nothing passes or fails.
 *
 *     npm run bench:screen
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const node = process.execPath;
const state = mkdtempSync(join(tmpdir(), 'wizard-bench-'));
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function inTerminal(command: string): ChildProcess {
  const { PATH = '' } = process.env;
  return spawn('script', ['-qfec', `stty cols 80 rows 24; exec ${command}`, '/dev/null'], { env: { PATH, HOME: state, TERM: 'xterm-256color', LANG: 'C.UTF-8', NODE_ENV: 'production' }, stdio: ['pipe', 'pipe', 'ignore'] });
}

/** Milliseconds from each of `presses` key presses, well apart, to the first byte that follows. */
async function keyLatency(presses: number): Promise<number[]> {
  const terminal = inTerminal(`${node} test/bench/list-of-200.ts`);
  let heard: (() => void) | undefined;
  terminal.stdout!.on('data', () => heard?.());
  await wait(3000);
  const times: number[] = [];
  for (let nth = 0; nth < presses; nth += 1) {
    const begun = performance.now();
    const first = new Promise<void>((resolve) => (heard = resolve));
    terminal.stdin!.write('\u001b[B');
    await first;
    times.push(performance.now() - begun);
    await wait(60);
  }
  terminal.stdin!.write('\u0003');
  await new Promise((resolve) => terminal.once('close', resolve));
  return times.toSorted((left, right) => left - right);
}

/** CPU in per cent, bytes a second and memory in MB of the app over `seconds` without a key. */
async function idle(seconds: number, ...options: string[]): Promise<{ cpu: number; bytes: number; memory: number }> {
  const terminal = inTerminal(`${node} dist/source/bin.js --sandbox --state-dir ${state} ${options.join(' ')}`);
  let bytes = 0;
  terminal.stdout!.on('data', (chunk: Buffer) => (bytes += chunk.length));
  await wait(6000);
  const pid = descendant(terminal.pid ?? 0);
  const [ticks, before] = [cpuTicks(pid), bytes];
  await wait(seconds * 1000);
  const result = { cpu: (cpuTicks(pid) - ticks) / seconds, bytes: (bytes - before) / seconds, memory: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024 };
  terminal.stdin!.write('\u0003');
  await new Promise((resolve) => terminal.once('close', resolve));
  return result;
}

/** Hundredths of a second of CPU that a process has used (utime and stime of proc(5), at 100 ticks a second). */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function descendant(pid: number): number {
  const child = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).find((one) => {
    try {
      return Number(readFileSync(`/proc/${one}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1]) === pid;
    } catch {
      return false;
    }
  });
  return child === undefined ? pid : descendant(child);
}

const keys = await keyLatency(190);
const at = (share: number) => (keys[Math.floor(keys.length * share)] ?? 0).toFixed(1);
const question = await idle(10, '--name bench-1 --speed 1');
const waits = await idle(10, '--name bench-2 --speed 1', '--set eligibility.plannedWorkspaces=120 --set eligibility.licenceAllowsVirtualHosting=true');
console.log('what | measured | budget');
console.log(`key press to first byte, 200-row list | median ${at(0.5)} ms, p99 ${at(0.99)} ms | median 2 ms, p99 8 ms`);
console.log(`idle at the first question | ${question.cpu.toFixed(1)} % CPU, ${Math.round(question.bytes)} B/s, ${Math.round(question.memory)} MB | 3 % CPU, 1,500 B/s, 110 MB`);
console.log(`idle in a run | ${waits.cpu.toFixed(1)} % CPU, ${Math.round(waits.bytes)} B/s, ${Math.round(waits.memory)} MB | 3 % CPU, 1,500 B/s, 110 MB`);
