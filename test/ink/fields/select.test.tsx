import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SelectField } from '../../../source/ink/fields/select.tsx';
import { show } from '../harness.tsx';
import { propsOf } from './field-props.ts';

const many = Array.from({ length: 30 }, (_, number) => ({ value: `subnet-${number}`, label: `subnet-${number} 10.0.${number}.0/24`, ...(number % 2 === 0 && { hint: `zone ${number} of AWS` }) }));
const offer = { choices: [{ value: 'dcv', label: 'DCV', hint: 'what AWS develops' }, { value: 'pcoip', label: 'PCoIP', hint: 'ends in 2027' }, { value: 'byop', label: 'BYOP' }] };

describe('one of several choices', () => {
  it('shows them all where there is room, with the hint of the highlighted one', async () => {
    using screen = await show(<SelectField {...propsOf({ kind: 'select' }, { ...offer, initial: 'pcoip' })} />);
    expect(screen.lines()).toEqual(['   DCV', '❯  PCoIP', '   BYOP', 'ends in 2027', 'Enter takes it, / searches.']);
  });

  it('is answered by arrows and Enter', async () => {
    const props = propsOf({ kind: 'select' }, offer);
    using screen = await show(<SelectField {...props} />);
    await screen.press('down', 'down', 'down', 'up', 'enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith('pcoip');
  });

  it('loses no key of several that arrive at once', async () => {
    const props = propsOf({ kind: 'select' }, offer);
    using screen = await show(<SelectField {...props} />);
    await screen.send('\u001b[B\u001b[B\r');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith('byop');
  });

  it('shows a window of many, with signs where it goes on', async () => {
    using screen = await show(<SelectField {...propsOf({ kind: 'select' }, { choices: many, rows: 6 })} />);
    await screen.press('pageDown', 'pageDown');
    expect(screen.lines()).toEqual([' ↑ subnet-4 10.0.4.0/24', '   subnet-5 10.0.5.0/24', '❯  subnet-6 10.0.6.0/24', ' ↓ subnet-7 10.0.7.0/24', 'zone 6 of AWS', '7 of 30. Enter takes it, / searches.']);
    await screen.press('end');
    expect(screen.lines()[3]).toBe('❯  subnet-29 10.0.29.0/24');
  });

  it('searches in labels and hints, and takes letters as letters only then', async () => {
    const props = propsOf({ kind: 'select' }, { choices: many });
    using screen = await show(<SelectField {...props} />);
    await screen.type('qls?c 12');
    expect(screen.frame()).toContain('❯  subnet-0 ');
    expect(props.onTyping).toHaveBeenLastCalledWith(false);
    await screen.type('/ZONE 12');
    expect(props.onTyping).toHaveBeenLastCalledWith(true);
    expect(screen.lines()).toEqual(['❯ ZONE 12', '❯  subnet-12 10.0.12.0/24', 'zone 12 of AWS', 'Enter takes it, Esc ends the search.']);
    await screen.press('escape');
    expect(props.onBack).not.toHaveBeenCalled();
    expect(screen.frame()).toContain('❯  subnet-12 ');
    await screen.press('escape');
    expect(props.onBack).toHaveBeenCalledOnce();
  });

  it('takes nothing while nothing is found', async () => {
    const props = propsOf({ kind: 'select' }, offer);
    using screen = await show(<SelectField {...props} />);
    await screen.type('/nowhere');
    await screen.press('enter');
    expect(screen.frame()).toContain('Nothing has these words');
    expect(props.onAnswer).not.toHaveBeenCalled();
  });

  it('gives no answer where that is chosen', async () => {
    const props = propsOf({ kind: 'select', optional: true, unanswered: 'as the Region decides' }, { ...offer, initial: 'dcv' });
    using screen = await show(<SelectField {...props} />);
    await screen.press('home', 'enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it('says why a choice can not be had', async () => {
    const props = propsOf({ kind: 'select', schema: z.enum(['dcv'], 'dcv alone, with Windows 11') }, { ...offer, initial: 'byop' });
    using screen = await show(<SelectField {...props} />);
    await screen.press('enter');
    expect(screen.frame()).toContain('✖ dcv alone, with Windows 11');
    expect(props.onAnswer).not.toHaveBeenCalled();
  });

  it('comes back to the same place, unless there are fewer choices by then', async () => {
    const props = propsOf({ kind: 'select' }, offer);
    {
      using screen = await show(<SelectField {...props} />);
      await screen.press('end');
    }
    const draft = props.onDraft.mock.lastCall?.[0];
    using again = await show(<SelectField {...props} draft={draft} />);
    expect(again.frame()).toContain('❯  BYOP');
    using fewer = await show(<SelectField {...props} choices={offer.choices.slice(0, 2)} draft={draft} />);
    expect(fewer.frame()).toContain('❯  DCV');
  });

  it('leaves the screen its own keys, and takes no paste for keys', async () => {
    const props = propsOf({ kind: 'select' }, offer);
    using screen = await show(<SelectField {...props} />);
    const before = screen.frame();
    await screen.press('tab', 'f1', 'ctrlC', 'ctrlZ', 'ctrlL');
    await screen.paste('/\r\n');
    expect(screen.frame()).toBe(before);
    expect(props.onAnswer).not.toHaveBeenCalled();
  });

  it('shows a label that does not fit in full under the list', async () => {
    const label = 'arn:aws:ds:eu-central-1:111122223333:directory/d-906702f0a1';
    using screen = await show(<SelectField {...propsOf({ kind: 'select' }, { choices: [{ value: 1, label }], columns: 40 })} />, { columns: 40 });
    expect(screen.lines().map((line) => line.length <= 40)).not.toContain(false);
    expect(screen.frame().replaceAll('\n', '')).toContain(label);
  });
});
