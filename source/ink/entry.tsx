import { useInput, usePaste } from 'ink';
import { useState, type ReactNode } from 'react';
import { line, type Text } from '../text.ts';
import { Rows } from './page.tsx';
import { piece, row, type Row } from './rows.ts';
import { chopped } from './width.ts';

export type EntryLineProps = {
  readonly label: Text;
  readonly initial: string;
  readonly columns: number;
  readonly rows: number;
  readonly active: boolean;
  onEnter(words: string): void;
  onCancel(): void;
};

type Typed = { readonly characters: readonly string[]; readonly at: number };

/** One line to type into: what is there may be changed anywhere. Enter takes it, Esc leaves it. */
export function EntryLine({ label, initial, columns, rows, active, onEnter, onCancel }: EntryLineProps): ReactNode {
  const [typed, setTyped] = useState<Typed>({ characters: [...initial], at: [...initial].length });
  const insert = (words: string) => {
    const added = [...line(words)];
    setTyped(({ characters, at }) => ({ characters: [...characters.slice(0, at), ...added, ...characters.slice(at)], at: at + added.length }));
  };
  useInput(
    (input, key) => {
      if (key.return) onEnter(typed.characters.join(''));
      else if (key.escape) onCancel();
      else if (key.leftArrow) setTyped((typed) => ({ ...typed, at: Math.max(0, typed.at - 1) }));
      else if (key.rightArrow) setTyped((typed) => ({ ...typed, at: Math.min(typed.characters.length, typed.at + 1) }));
      else if (key.home || (key.ctrl && input === 'a')) setTyped((typed) => ({ ...typed, at: 0 }));
      else if (key.end || (key.ctrl && input === 'e')) setTyped((typed) => ({ ...typed, at: typed.characters.length }));
      else if (key.ctrl && input === 'u') setTyped({ characters: [], at: 0 });
      else if (key.backspace) setTyped((typed) => (typed.at === 0 ? typed : { characters: typed.characters.toSpliced(typed.at - 1, 1), at: typed.at - 1 }));
      else if (key.delete) setTyped((typed) => ({ ...typed, characters: typed.characters.toSpliced(typed.at, 1) }));
      else if (!key.ctrl && !key.meta && !key.tab && input !== '') insert(input);
    },
    { isActive: active },
  );
  usePaste((words) => insert(words.trim()), { isActive: active });
  return <Rows columns={columns} rows={lines(label, typed, columns, rows)} />;
}

/** The label and what was typed, whole, with the place where the next letter goes; as many rows as there is room for. */
function lines(label: Text, { characters, at }: Typed, columns: number, rows: number): Row[] {
  const place = characters.slice(0, at).join('').length;
  let from = 0;
  let current = 0;
  const parts = chopped([...characters, ' '].join(''), Math.max(8, columns - 2)).map((part, index): Row => {
    const inside = place - from;
    from += part.length;
    if (inside < 0 || inside >= part.length) return row(line('  '), line(part));
    current = index;
    const cursor = String.fromCodePoint(part.codePointAt(inside) ?? 32);
    return row(line('  '), line(part.slice(0, inside)), piece(line(cursor), { inverse: true }), line(part.slice(inside + cursor.length)));
  });
  const head = rows > 1 ? [row(piece(label, { bold: true }))] : [];
  const room = Math.max(1, rows - head.length);
  const first = Math.max(0, Math.min(current - room + 1, parts.length - room));
  return [...head, ...parts.slice(first, first + room)];
}
