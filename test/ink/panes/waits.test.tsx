import { describe, expect, it } from 'vitest';
import { waitRows } from '../../../source/ink/panes/wait-rows.ts';
import { wordsOf } from '../../../source/ink/rows.ts';
import type { AppState } from '../../../source/ink/state.ts';
import { signsFor } from '../../../source/ink/theme.ts';
import { after, importing, late, preparing, uploading } from './scenes.ts';

const lines = (state: AppState, columns = 80, rows = 24) => waitRows(state, columns, rows, signsFor(true)).map(wordsOf);
const words = (state: AppState, columns = 80, rows = 24) => lines(state, columns, rows).join(' ').replaceAll(/\s+/g, ' ');

describe('what goes on', () => {
  it('is told with its progress, its time and when to come back', () => {
    const said = words(importing());
    expect(said).toContain('◷ Import · waiting for AWS');
    expect(said).toContain('█████████░░░');
    expect(said).toContain('46 %');
    expect(said).toContain('42 min so far');
    expect(said).toContain('30 min to 1 h 20 min left');
    expect(said).toContain('usually done by 13:03 UTC');
  });

  it('tells the stages it went through, and how long each took', () => {
    expect(words(importing())).toContain('✔ 10:03 pending, 2 % (1 min 50 s) ✔ 10:05 validating, 12 % (5 min) ▸ 10:10 converting, 46 % (for 35 min)');
  });

  it('says that one may leave, what goes on then, and how to come back', () => {
    expect(words(importing())).toContain('q leaves; AWS goes on. Come back with: wizard resume contoso-euw1');
    expect(words(uploading())).toContain('AWS goes on (Upload: when you are back)');
  });

  it('does not say that a sandbox goes on', () => {
    const state = uploading();
    const said = words({ ...state, view: { ...state.view, run: { ...state.view.run!, sandbox: true } } });
    expect(said).toContain('the sandbox stands still until you are back');
    expect(said).toContain('wizard resume contoso-euw1 --sandbox');
    expect(said).not.toContain('AWS goes on');
  });

  it('warns where it takes longer than it should, and says what that may mean', () => {
    expect(words(late())).toContain('! Longer than it should be. Often AWS only takes its time; nothing is lost');
    expect(words(importing())).not.toContain('Longer');
  });

  it('tells what is done and what comes next where there is room', () => {
    expect(words(importing())).toContain('Done: Eligibility, Image checker Next: Export, Upload');
  });

  it('names who is needed meanwhile', () => expect(words(preparing())).toContain('? Image checker needs you: VM prepared'));

  it('has the command to come back with on one line, however narrow it is', () => {
    for (const columns of [50, 60, 80]) expect(lines(importing(), columns).some((one) => one.includes('wizard resume contoso-euw1'))).toBe(true);
  });

  it('tells less of each, but never less than the title and what is left, where rows are few', () => {
    expect(lines(importing(), 80, 9).length).toBeLessThanOrEqual(9);
    const least = lines(importing(), 80, 4);
    expect(least[0]).toContain('Management network · up to 3 h 30 min left');
    expect(least[1]).toContain('Import · 30 min to 1 h 20 min left');
  });

  it('says so where nothing is being waited for', () => expect(words(after(1))).toBe('Nothing is being waited for just now. Next: Eligibility, Management network, Image checker, Export, Upload, Import, BYOL image, Bundles, Directory, Launch'));

  it('has a word beside every sign in ASCII, too', () => expect(waitRows(importing(), 80, 24, signsFor(false)).map(wordsOf).join(' ')).toContain('~ Import - waiting for AWS'));
});
