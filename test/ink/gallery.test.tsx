import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { fieldExhibits, Gallery, type Exhibit } from '../../source/ink/gallery.tsx';
import { show } from './harness.tsx';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 40, rows: 12 },
  { columns: 200, rows: 50 },
];
/** What a frame and its head leave to a field. */
const rooms = [1, 2, 3, 5, 9, 18];
const looks = [
  { as: 'in Unicode', unicode: true, colour: true },
  { as: 'in ASCII and without colour', unicode: false, colour: false },
];

describe.each(fieldExhibits.map((exhibit) => [exhibit.name, exhibit] as const))('%s', (_, { draw }: Exhibit) => {
  it.each(looks)('fills no more than the room it is given, $as', async (look) => {
    for (const { columns, rows } of sizes) {
      for (const room of rooms.filter((room) => room < rows)) {
        using screen = await show(draw({ columns, rows: room, active: true }), { columns, rows, ...look });
        const lines = screen.lines();
        expect(lines.length, `${columns} columns, room for ${room}:\n${screen.frame()}`).toBeLessThanOrEqual(room);
        expect(Math.max(...lines.map((line) => stringWidth(line))), `${columns} columns, room for ${room}:\n${screen.frame()}`).toBeLessThanOrEqual(columns);
        expect(screen.frame().trim()).not.toBe('');
        // Cut by the field itself, with the sign that the terminal has, not by Ink.
        if (!look.unicode) expect(screen.frame()).not.toContain('…');
      }
    }
  });
});

describe('the gallery', () => {
  it.each(sizes)('has room for each of its exhibits in $columns columns', async ({ columns, rows }) => {
    using screen = await show(<Gallery exhibits={fieldExhibits} columns={columns} rows={8} />, { columns, rows, unicode: false });
    expect(screen.lines().length).toBeLessThanOrEqual(fieldExhibits.length * 9);
    expect(Math.max(...screen.lines().map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    expect(screen.frame()).toContain('-- a typed confirmation -');
  });

  it('is drawn anew for another size', async () => {
    const only = fieldExhibits.filter(({ name }) => name === 'a text that does not fit');
    using screen = await show(<Gallery exhibits={only} columns={80} rows={3} />);
    await screen.resize({ columns: 40 });
    await screen.draw(<Gallery exhibits={only} columns={40} rows={3} />);
    expect(Math.max(...screen.lines().map((line) => stringWidth(line)))).toBe(40);
  });

  it('draws in ASCII alone where the terminal can no more', async () => {
    const plain = fieldExhibits.filter(({ name }) => ['a text', 'yes or no', 'one of two choices', 'an empty list', 'a typed confirmation'].includes(name));
    using screen = await show(<Gallery exhibits={plain} columns={80} rows={6} />, { unicode: false });
    expect(screen.frame()).toMatch(/^[\n\u0020-\u007e]*$/);
  });
});

describe('the fields', () => {
  const folder = join(import.meta.dirname, '../../source/ink/fields');

  it('have their words from the sanitiser alone: none draws with the Text of Ink', () => {
    const drawing = readdirSync(folder).filter((name) => /import \{[^}]*\bText\b[^}]*\} from 'ink'/.test(readFileSync(join(folder, name), 'utf8')));
    expect(drawing).toEqual([]);
  });
});
