import { describe, expect, it } from 'vitest';
import { matching, moved, optionsOf, windowOf, type Option } from '../../../source/ink/fields/choosing.ts';
import { edit } from '../../../source/ink/fields/editing.ts';
import { shareOf } from '../../../source/ink/fields/option-rows.tsx';
import { line } from '../../../source/text.ts';
import { questionOf } from './field-props.ts';

const option = (label: string, hint?: string): Option => ({ label: line(label), hint: hint === undefined ? undefined : line(hint), value: label });
const towns = [option('Zürich', 'eu-central-2'), option('Tokyo', 'ap-northeast-1'), option('Osaka', 'ap-northeast-3'), option('Paris', 'eu-west-3')];

describe('the window of a list', () => {
  it('always holds the highlighted row, is as full as it can be, and never larger than its room', () => {
    for (let count = 1; count <= 40; count += 1)
      for (let room = 1; room <= 20; room += 1)
        for (let at = 0; at < count; at += 1) {
          const { from, to } = windowOf(count, at, room);
          if (!(from >= 0 && from <= at && at < to && to <= count && to - from === Math.min(count, room))) throw new Error(`${at} of ${count} in ${room}: ${from} to ${to}`);
        }
  });

  it('shares out no more rows than there are, and always has one for the list', () => {
    for (let rows = 1; rows <= 60; rows += 1)
      for (const count of [0, 1, 2, 5, 30, 500])
        for (const isSearching of [true, false]) {
          const share = shareOf(rows, count, isSearching);
          if (!(share.list >= 1 && share.notes >= 0 && share.search + share.list + share.notes <= rows)) throw new Error(`${rows} rows, ${count} options: ${JSON.stringify(share)}`);
        }
  });
});

describe('a list of options', () => {
  it.each([
    ['', [0, 1, 2, 3]],
    ['ap', [1, 2]],
    ['EU par', [3]],
    ['zü', [0]],
    ['nowhere', []],
  ])('searched for %j gives those at %j', (words, places) => expect(matching(towns, edit(words))).toEqual(places));

  it.each([
    ['down', 0, 1],
    ['down', 3, 3],
    ['up', 0, 0],
    ['pageDown', 0, 2],
    ['pageUp', 3, 1],
    ['end', 1, 3],
    ['home', 2, 0],
  ] as const)('with a page of three moves by %s from %i to %i', (kind, at, to) => expect(moved({ at, search: undefined }, { kind }, towns, 3)).toEqual({ at: to, search: undefined }));

  it('moves among what is found, and keeps what was highlighted when the search ends', () => {
    const searched = moved({ at: 0, search: undefined }, { kind: 'text', text: '/ap' }, towns, 3)!;
    expect(searched).toEqual({ at: 1, search: edit('ap') });
    const next = moved(searched, { kind: 'down' }, towns, 3)!;
    expect(moved(next, { kind: 'escape' }, towns, 3)).toEqual({ at: 2, search: undefined });
    expect(moved({ at: 2, search: edit('') }, { kind: 'erase' }, towns, 3)).toEqual({ at: 2, search: undefined });
  });

  it.each(['escape', 'enter', 'left', 'tab'] as const)('leaves %s to its field', (kind) => expect(moved({ at: 0, search: undefined }, { kind }, towns, 3)).toBeUndefined());

  it.each([
    ['in words of its own', { optional: true, unanswered: 'as the Region decides' }, 'Paris', ['as the Region decides', 'Paris']],
    ['only where nothing is chosen', { optional: true }, 'Paris', ['Paris']],
    ['where nothing is chosen', { optional: true }, undefined, ['No answer', 'Paris']],
    ['not where an answer is needed', {}, undefined, ['Paris']],
  ])('offers no answer %s', (_, said, initial, labels) => {
    expect(optionsOf(questionOf({ kind: 'select', ...said }), [{ value: 'Paris', label: 'Paris' }], initial).map(({ label }) => label)).toEqual(labels);
  });
});
