import { quoted } from '../path.ts';
import { ProblemError } from '../problem.ts';
import { say, type Text } from '../text.ts';

/** Where a value was written: a place in the file, or an option of the command line. */
export type Place = { readonly file?: string; readonly line?: number; readonly column?: number; readonly option?: string };

/** Gives the place of a path from the root of the configuration, in the file or among the options. */
export type Placing = (path: readonly (string | number)[], of: 'value' | 'key') => Place;

/** One thing that is wrong with the configuration. */
export type Fault = {
  readonly place: Place;
  /** Configuration key such as `network.searchRange`; empty for the file as a whole. */
  readonly key: string;
  /** What was expected, what was found, and the cure. Never holds a secret. */
  readonly message: string;
};

/** `onboarding.yaml:8:21` or `--set network.searchRange`. */
export function placeText({ file, line: row, column, option }: Place): string {
  if (option) return option;
  return [file ?? 'configuration', row, column].filter((part) => part !== undefined).join(':');
}

/** One line such as `onboarding.yaml:8:21 network.searchRange: expected …`. */
export function faultText({ place, key, message }: Fault): Text {
  return say`${placeText(place)}${key ? ` ${key}` : ''}: ${message}`;
}

/** Throws all `faults` at once as one `ProblemError` (`config.invalid`, exit 2); does nothing when there are none. `wizard` is how this program is started. */
export function refuse(faults: readonly Fault[], file: string | undefined, wizard = 'wizard'): void {
  if (faults.length === 0) return;
  const sorted = faults.toSorted((left, right) => (left.place.line ?? 0) - (right.place.line ?? 0) || (left.place.column ?? 0) - (right.place.column ?? 0));
  const one = faults.length === 1;
  throw new ProblemError({
    code: 'config.invalid',
    what: say`${one ? 'One thing is' : `${faults.length} things are`} wrong in ${file || 'the configuration'}. Nothing was sent.`,
    details: sorted.map(faultText),
    todo: [say`Mend ${one ? 'it' : 'them'}, then check with: ${wizard} config validate ${file ? quoted(file) : 'FILE'}`],
    exit: 2,
  });
}
