import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { completed } from '../../../source/ink/fields/completing.ts';
import { PathField } from '../../../source/ink/fields/path.tsx';
import { show } from '../harness.tsx';
import { propsOf } from './field-props.ts';

const base = mkdtempSync(join(tmpdir(), 'path-'));
const paths = { base, platform: 'linux', home: base } as const;
const file = { kind: 'path', path: true, example: './win11.ova', schema: z.string().min(1) } as const;

beforeAll(() => {
  mkdirSync(join(base, 'VMs [old]'));
  mkdirSync(join(base, 'many'));
  for (const name of ['win11.ova', 'win11-stream.vmdk', '.hidden', '東京.ova']) writeFileSync(join(base, name), '');
  for (let number = 0; number < 30; number += 1) writeFileSync(join(base, 'many', `disk${number}.raw`), '');
  symlinkSync(join(base, 'many'), join(base, 'linked'));
});

describe('a typed path', () => {
  it.each([
    ['', '', ['linked/', 'many/', 'VMs [old]/', 'win11-stream.vmdk', 'win11.ova', '東京.ova']],
    ['w', 'win11', ['win11-stream.vmdk', 'win11.ova']],
    ['win11.', 'win11.ova', []],
    ['./V', './VMs [old]/', []],
    ['li', 'linked/', []],
    ['.h', '.hidden', []],
    ['~', '~/', []],
    ['~/東', '~/東京.ova', []],
  ])('%j goes on to %j, with %j to choose from', (typed, text, names) => {
    const found = completed(typed, paths);
    expect({ text: found.text, names: found.candidates.map(({ name, isFolder }) => name + (isFolder ? '/' : '')) }).toEqual({ text, names });
  });

  it.each([
    ['x', 'begins with “x”'],
    ['gone/', 'does not exist'],
    ['win11.ova/', 'does not exist'],
  ])('%j can not go on, and it is said why', (typed, words) => expect(completed(typed, paths).fault).toContain(words));
});

describe('the path of a file', () => {
  it('is completed with Tab, and answered in full', async () => {
    const props = propsOf(file, { paths });
    using screen = await show(<PathField {...props} />);
    await screen.type('w');
    await screen.press('tab');
    expect(screen.lines().slice(0, 4)).toEqual(['❯ win11', '   win11-stream.vmdk', '   win11.ova', '2 begin so: type on, or choose with the arrow keys.']);
    await screen.type('.');
    expect(screen.frame()).not.toContain('begin so');
    await screen.press('tab', 'enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(join(base, 'win11.ova'));
  });

  it('is chosen from what Tab found, which Esc puts away', async () => {
    const props = propsOf(file, { paths, rows: 6 });
    using screen = await show(<PathField {...props} />);
    await screen.type('many/');
    await screen.press('tab');
    expect(screen.lines().length).toBeLessThanOrEqual(6);
    expect(screen.frame()).toContain(' ↓ disk2.raw');
    await screen.press('down', 'pageDown', 'down', 'up', 'enter');
    expect(screen.lines()[0]).toBe('❯ many/disk5.raw');
    await screen.press('ctrlU');
    await screen.type('many/');
    await screen.press('tab', 'escape');
    expect(props.onBack).not.toHaveBeenCalled();
    await screen.press('escape');
    expect(props.onBack).toHaveBeenCalledOnce();
  });

  it.each([
    ['of Explorer’s “Copy as path”', `"${join(base, 'win11.ova')}"`],
    ['as an address', `file://${join(base, 'win11.ova')}`],
    ['with its blanks escaped', join(base, 'win11.ova').replace('win11', 'win\\ 11'), join(base, 'win 11.ova')],
    ['broken by a narrow terminal', `${base}/win\n11.ova`],
  ])('is understood as it is dropped: %s', async (_, pasted, path = join(base, 'win11.ova')) => {
    const props = propsOf({ ...file, later: true }, { paths });
    using screen = await show(<PathField {...props} />);
    await screen.paste(pasted);
    expect(screen.lines()[0]).toBe(`❯ ${path}`);
    await screen.press('enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(path);
  });

  it('is told to be missing where it may come later, and refused where it may not', async () => {
    const later = propsOf({ ...file, later: true }, { paths });
    using first = await show(<PathField {...later} />);
    await first.type('gone.ova');
    expect(first.frame()).toContain('It is not there yet');
    await first.press('enter');
    expect(later.onAnswer).toHaveBeenCalledOnce();
    const now = propsOf(file, { paths });
    using second = await show(<PathField {...now} />);
    await second.type('gone.ova');
    await second.press('enter');
    expect(second.frame()).toContain('does not exist');
    expect(now.onAnswer).not.toHaveBeenCalled();
  });
});
