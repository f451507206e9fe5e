import { line, say } from '../../text.ts';
import { paragraph, piece, row, type Row } from '../rows.ts';
import type { LogEntry } from '../state.ts';
import { stateColours, type Signs } from '../theme.ts';

const widestAbout = 11;

/** The activity log, the newest last, with a line where another day begins. Times are UTC. */
export function logRows(log: readonly LogEntry[], columns: number, signs: Signs): Row[] {
  let day = '';
  return log.flatMap(({ time, about, words, trouble }) => {
    const at = new Date(time).toISOString();
    const begins = at.slice(0, 10) !== day;
    day = at.slice(0, 10);
    const sign = trouble ? piece(say`${signs.states.failed} `, { colour: stateColours.failed }) : line('  ');
    const name = line(about).slice(0, widestAbout).padEnd(widestAbout);
    // Where there is little room, the words matter more than where they belong.
    const first = columns < 60 ? row(say`${at.slice(11, 16)} `, sign) : row(say`${at.slice(11, 19)} `, sign, piece(say`${name} `, { dim: true }));
    return [...(begins ? [row(piece(say`${day} (UTC)`, { dim: true }))] : []), ...paragraph(columns < 60 ? say`${about}: ${words}` : words, columns, { first })];
  });
}
