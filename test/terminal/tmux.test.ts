import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { temporaryFolder } from '../onboarding/wizard.ts';
import { isTmuxPresent, openTerminal } from './tmux.ts';

const size = { columns: 40, rows: 10 };
const node = (script: string) => [process.execPath, '-e', script];

describe.skipIf(!isTmuxPresent()).concurrent('a terminal', () => {
  it('shows what a program writes, at the size it has', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal({ ...size, command: node('console.log(process.stdout.columns, process.stdout.rows, "größer ❯")'), finished });
    expect(await terminal.exitCode()).toBe(0);
    expect(await terminal.screen()).toBe('40 10 größer ❯');
  });

  it('gives the program what it was told to and nothing of who runs the tests', async ({ expect, onTestFinished: finished }) => {
    const script = 'const { PATH, ...rest } = process.env; console.log(Object.entries(rest).map((pair) => pair.join("=")).toSorted().join("\\n"))';
    const terminal = await openTerminal({ ...size, command: node(script), environment: { COLOUR: 'a b;' }, term: 'dumb', finished });
    await terminal.exitCode();
    expect((await terminal.scrollback()).replaceAll(/\/.*/g, '…')).toBe('COLOUR=a b;\nHOME=…\nLANG=C.UTF-8\nTERM=dumb\nTMPDIR=…');
  });

  it('tells how the program ended', async ({ expect, onTestFinished: finished }) => {
    const left = await openTerminal({ ...size, command: ['sh', '-c', 'exit 3'], finished });
    const ended = await openTerminal({ ...size, command: ['sh', '-c', 'kill -TERM $$'], finished });
    expect([await left.exitCode(), await ended.exitCode()]).toEqual([3, 143]);
  });

  it('keeps what has left the screen, lines that it broke whole', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal({ ...size, command: node('console.log("x".repeat(50)); for (let n = 1; n <= 20; n++) console.log(n)'), finished });
    await terminal.exitCode();
    expect(await terminal.scrollback()).toBe(['x'.repeat(50), ...Array.from({ length: 20 }, (_, index) => index + 1)].join('\n'));
    expect((await terminal.screen()).split('\n').at(-1)).toBe('20');
  });

  it('presses keys and types texts as they are', async ({ onTestFinished: finished }) => {
    const script = 'process.stdin.setRawMode(true); console.log("ready"); process.stdin.on("data", (bytes) => console.log(JSON.stringify(String(bytes)).replaceAll("\\u007f", "DEL")))';
    const terminal = await openTerminal({ ...size, command: node(script), finished });
    await terminal.until('ready');
    for (const text of ['Enter', '-l;', 'Straße']) {
      await terminal.type(text);
      await terminal.until(JSON.stringify(text));
    }
    await terminal.keys('Escape');
    await terminal.until(String.raw`"\u001b"`);
    for (const [name, bytes] of [['Up', String.raw`\u001b[A`], ['C-c', String.raw`\u0003`], ['BSpace', 'DEL'], [';', ';']] as const) {
      await terminal.keys(name);
      await terminal.until(`"${bytes}"`);
    }
  });

  it('brackets a paste for a program that asked for it', async ({ expect, onTestFinished: finished }) => {
    const script = 'process.stdin.setRawMode(true); console.log("\\u001b[?2004hready"); let all = ""; process.stdin.on("data", (bytes) => { all += bytes; if (all.endsWith("~") && all.length > 10) console.log(JSON.stringify(all)) })';
    const terminal = await openTerminal({ ...size, columns: 80, command: node(script), finished });
    await terminal.until('ready');
    await terminal.paste('one\ntwo;');
    expect(await terminal.until('201~')).toContain(String.raw`"\u001b[200~one\rtwo;\u001b[201~"`);
  });

  it('changes its size under the program', async ({ expect, onTestFinished: finished }) => {
    const script = 'setInterval(() => {}, 1e6); console.log("ready"); process.stdout.on("resize", () => console.log(process.stdout.columns, process.stdout.rows))';
    const terminal = await openTerminal({ ...size, command: node(script), finished });
    await terminal.until('ready');
    await terminal.resize(20, 5);
    expect(await terminal.until('20 5')).toBe('ready\n20 5');
  });

  it('gives colours and the title', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal({ ...size, command: ['printf', String.raw`\033]2;a title\007\033[1;32mgreen\033[0m`], finished });
    await terminal.exitCode();
    expect(await terminal.picture()).toMatch(/^\u001b\[1m\u001b\[32mgreen\n/);
    expect(await terminal.title()).toBe('a title');
  });

  it('says what was on the screen when what is waited for does not come', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal({ ...size, command: ['sh', '-c', 'echo something else; cat'], finished });
    await terminal.until('something');
    await expect(terminal.until(/never/, { within: 50 })).rejects.toThrow(/\/never\/ did not appear.*\| something else/s);
    await expect(terminal.exitCode({ within: 50 })).rejects.toThrow('has not ended');
  });

  it('waits until the screen rests', async ({ expect, onTestFinished: finished }) => {
    const script = 'let n = 0; const timer = setInterval(() => console.log(n += 1), 10); process.stdin.once("data", () => { clearInterval(timer); console.log("at rest") })';
    const terminal = await openTerminal({ ...size, command: node(script), finished });
    await terminal.until('1');
    await expect(terminal.settled({ within: 300 })).rejects.toThrow('does not come to rest');
    await terminal.keys('Enter');
    await terminal.until('at rest');
    expect(await terminal.settled()).toMatch(/at rest$/);
  });

  it('hangs up as a connection that drops does', async ({ expect, onTestFinished: finished }) => {
    const told = join(temporaryFolder(finished), 'told');
    const script = `process.on("SIGHUP", () => { fs.writeFileSync(${JSON.stringify(told)}, "hung up"); process.exit(4) }); setInterval(() => {}, 1e6); console.log("ready")`;
    const terminal = await openTerminal({ ...size, command: node(script), finished });
    await terminal.until('ready');
    await terminal.hangUp();
    expect(await terminal.exitCode()).toBe(4);
    expect(readFileSync(told, 'utf8')).toBe('hung up');
  });

  it('leaves no process behind, not even one that ignores the hang-up', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal({ ...size, command: node('process.on("SIGHUP", () => {}); setInterval(() => {}, 1e6); console.log("ready")'), finished });
    await terminal.until('ready');
    const pid = terminal.pid();
    expect(() => process.kill(pid, 0)).not.toThrow();
    await terminal.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('has a shell with job control', async ({ onTestFinished: finished }) => {
    const terminal = await openTerminal({ ...size, command: node('console.log("it is"); process.stdin.resume()'), underShell: true, finished });
    await terminal.until(/^it is/m);
    await terminal.keys('C-z');
    await terminal.until('Stopped');
    await terminal.type('fg');
    await terminal.keys('Enter');
    await terminal.until(/fg\n.*node/s);
    await terminal.keys('C-d');
    await terminal.until(/\$$/);
    await terminal.type('echo "code $?"');
    await terminal.keys('Enter');
    await terminal.until('code 0');
  });
});
