import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, mkdir, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../source/image/file.ts';
import { changedMeanwhile, linuxLock } from '../../source/image/hold.ts';
import { inspectImage } from '../../source/image/inspect.ts';
import { fileTrouble } from '../../source/image/trouble.ts';
import { inspectBytes, inspectOld, judged, present, problemOf, temporaryFolder } from './folder.ts';
import { streamOptimized } from './write/vmdk.ts';
import { windows11 } from './write/windows.ts';

const inFolder = temporaryFolder();
const vmdk = streamOptimized(windows11(4 * 2 ** 30));

describe('a file that can not be inspected', () => {
  it('is missing: exit 2, and a Windows path on another system says why', async () => {
    expect(await problemOf(inspectImage(inFolder('none.ova')))).toMatchObject({ code: 'image.missing', exit: 2, back: 'export', raw: { code: 'ENOENT' } });
    expect(await problemOf(inspectImage(`${inFolder('none')}/below/it.ova`))).toMatchObject({ code: 'image.missing' });
    expect(await problemOf(inspectImage(''))).toMatchObject({ code: 'image.missing', exit: 2 });
    expect(await problemOf(inspectImage('a\0b'))).toMatchObject({ code: 'image.missing' });
    const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });
    expect(fileTrouble(missing, 'C:\\VMs\\win11.ova', 'open', 'linux')?.causes?.[0]).toContain('/mnt/c/');
    expect(fileTrouble(missing, 'C:\\VMs\\win11.ova', 'open', 'win32')?.causes?.[0]).toContain('misspelt');
  });

  it('is a folder, or nothing that can be read twice: a pipe is never opened', async () => {
    expect(await problemOf(inspectImage(inFolder('.')))).toMatchObject({ code: 'image.directory', exit: 2 });
    if (process.platform === 'win32' || !present('mkfifo')) return;
    execFileSync('mkfifo', [inFolder('pipe.ova')]);
    expect(await problemOf(inspectImage(inFolder('pipe.ova')))).toMatchObject({ code: 'image.not-a-file', exit: 2 });
  });

  it('has neighbours that may have been meant', async () => {
    await mkdir(inFolder('vm'));
    for (const name of ['win11.ova', 'win11.nvram', 'old.vhdx']) await writeFile(inFolder(`vm/${name}`), 'x');
    for (const typed of ['vm', 'vm/win1.ova']) {
      expect((await problemOf(inspectImage(inFolder(typed)))).todo?.[0]).toBe(`There: ${inFolder('vm/old.vhdx')}, ${inFolder('vm/win11.ova')}.`);
    }
  });

  it('is empty', async () => {
    expect(await problemOf(inspectBytes(inFolder('empty.ova'), Buffer.alloc(0)))).toMatchObject({ code: 'image.empty', exit: 4 });
  });

  it('may not be read', async () => {
    await writeFile(inFolder('closed.ova'), 'x');
    await chmod(inFolder('closed.ova'), 0);
    // Root reads everything, so its own answer is asked for.
    const problem = process.getuid?.() === 0 || process.platform === 'win32' ? fileTrouble(Object.assign(new Error('EACCES'), { code: 'EACCES' }), 'closed.ova', 'open', 'linux') : await problemOf(inspectImage(inFolder('closed.ova')));
    expect(problem).toMatchObject({ code: 'image.unreadable', exit: 4 });
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])('is held open by the hypervisor: %s on Windows', (code) => {
    const problem = fileTrouble(Object.assign(new Error(`${code}: resource busy`), { code }), '\\\\nas\\vm\\win11.vhdx', 'open', 'win32');
    expect(problem).toMatchObject({ code: 'image.held', exit: 4, again: 'person', raw: { operation: 'open', code } });
    expect(problem?.causes?.[0]).toContain('running');
  });

  it('fails in a way of its own: the system’s word is kept, and what is not a system error is not explained away', () => {
    expect(fileTrouble(Object.assign(new Error('EIO: i/o error\u001b[2J'), { code: 'EIO' }), 'x', 'read', 'linux')).toMatchObject({ code: 'image.unreadable', raw: { message: 'EIO: i/o error\\x1b[2J' } });
    expect(fileTrouble(new TypeError('ours'), 'x', 'read', 'linux')).toBeUndefined();
  });
});

describe('a file that is still at work on', () => {
  it('lies beside a lock of VMware', async () => {
    await mkdir(inFolder('held'));
    await writeFile(inFolder('held/disk.vmdk'), vmdk);
    await mkdir(inFolder('held/disk.vmdk.lck'));
    await mkdir(inFolder('held/machine.vmx.lck'));
    const seen = await inspectOld(inFolder('held/disk.vmdk'), { windows: 'windows-11' });
    expect(seen.findings).toMatchObject([
      { rule: 'image.held-vmware', level: 'warning', certainty: 'seen' },
      { rule: 'image.held-vmware', level: 'warning', certainty: 'inferred' },
    ]);
  });

  it('was changed within the last seconds', async () => {
    await writeFile(inFolder('new.vmdk'), vmdk);
    await utimes(inFolder('new.vmdk'), 1_000_000, 1_000_000);
    const at = async (seconds: number) => judged(await inspectImage(inFolder('new.vmdk'), { windows: 'windows-11' }, () => (1_000_000 + seconds) * 1000));
    expect(await at(3)).toEqual(['warning image.just-written']);
    expect(await at(60)).toEqual([]);
  });

  it('grows while it is inspected', async () => {
    await writeFile(inFolder('growing.vmdk'), vmdk);
    const file = await openFile(inFolder('growing.vmdk'));
    expect(await changedMeanwhile(file)).toEqual([]);
    await appendFile(inFolder('growing.vmdk'), 'more');
    expect(await changedMeanwhile(file)).toMatchObject([{ rule: 'image.changing', level: 'warning', certainty: 'seen' }]);
    await file.close();
  });

  it('has the name of an unfinished copy', async () => {
    expect(judged(await inspectBytes(inFolder('win11.vmdk.part'), vmdk, { windows: 'windows-11' }))).toContain('warning image.unfinished-name');
  });

  it('has a lock that Linux knows of', async () => {
    const rows = '1: FLOCK  ADVISORY  WRITE 7 08:02:99 0 EOF\n2: OFDLCK ADVISORY  READ -1 08:02:1234 100 101\n3: OFDLCK ADVISORY  READ -1 08:02:1234 201 201\n4: OFDLCK ADVISORY  READ -1 08:02:77 100 100\n';
    const device = 0x802;
    expect(linuxLock(rows, device, 1234)).toBe('write');
    expect(linuxLock(rows, device, 77)).toBe('other');
    expect(linuxLock(rows, device, 99)).toBe('write');
    expect(linuxLock(rows, device, 12)).toBeUndefined();
    expect(linuxLock('', device, 1234)).toBeUndefined();
    if (process.platform !== 'linux' || !present('flock')) return;
    await writeFile(inFolder('locked.vmdk'), vmdk);
    const holder = spawn('flock', [inFolder('locked.vmdk'), 'sh', '-c', 'echo held; read line'], { stdio: ['pipe', 'pipe', 'ignore'] });
    await once(holder.stdout, 'data');
    const findings = judged(await inspectOld(inFolder('locked.vmdk'), { windows: 'windows-11' }));
    holder.stdin.end('\n');
    await once(holder, 'exit');
    // Overlay file systems show another device number in /proc/locks than in stat.
    if (findings.length === 0) process.stderr.write('This file system hides who holds a lock.\n');
    else expect(findings).toEqual(['warning image.held-lock']);
  });
});

describe('a path', () => {
  it('longer than most systems take is a problem, not a crash', async () => {
    expect(await problemOf(inspectImage(inFolder(`${'long/'.repeat(2000)}x.ova`)))).toMatchObject({ back: 'export' });
  });
});
