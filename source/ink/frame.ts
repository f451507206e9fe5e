/** How a terminal is divided. All numbers are columns or lines. */
export type Frame = {
  readonly columns: number;
  /** One less than the terminal has: a frame that fills it is redrawn whole by every change. */
  readonly rows: number;
  /** The steps as a column of this width beside the main pane, or folded to one line. */
  readonly rail: number | 'line';
  /** The help pane's width; 0 where there is no room. */
  readonly help: number;
  /** Lines of running waits. */
  readonly strip: number;
  /** What the pane in the middle may fill. */
  readonly main: { readonly columns: number; readonly rows: number };
};

const railWidth = 34;
const helpWidth = 44;
/** Longer lines are hard to read. */
const widest = 110;

/** Divides a terminal of `columns` × `rows` that has `waits` running waits to show. */
export function frameOf(columns: number, rows: number, waits: number): Frame {
  const height = Math.max(3, rows - 1);
  const rail = columns >= 100 && height >= 18 ? railWidth : 'line';
  const help = columns >= 150 && height >= 18 ? helpWidth : 0;
  const strip = waits === 0 ? 0 : height < 16 ? Math.min(1, Math.max(0, height - 12)) : Math.min(waits, height < 30 ? 2 : 4);
  // Heading, rail and hints, and a rule over the strip.
  const fixed = 2 + (rail === 'line' ? 1 : 0) + (strip > 0 && height >= 16 ? 1 : 0) + (height >= 16 ? 1 : 0);
  const beside = (rail === 'line' ? 0 : rail + 3) + (help === 0 ? 0 : help + 3);
  return {
    columns,
    rows: height,
    rail,
    help,
    strip,
    main: { columns: Math.max(10, Math.min(widest, columns - beside)), rows: Math.max(1, height - fixed - strip) },
  };
}
