import { nearest } from '../nearest.ts';
import { fail } from '../problem.ts';
import { say } from '../text.ts';

/** `--set key=value` options whose values are plain texts. With `known`, other keys are refused with a suggestion; `step.key` counts as `key`. */
export function readPairs(options: readonly string[] | undefined, known?: readonly string[]): { readonly [key: string]: string } {
  return Object.fromEntries(
    (options ?? []).map((option) => {
      const [, written = '', value = ''] = /^([\w.-]+)=([\s\S]*)$/.exec(option) ?? fail({ code: 'usage', what: say`--set needs key=value; “${option}” is not that.`, exit: 2 });
      if (!known) return [written, value];
      const key = written.split('.').at(-1) ?? '';
      if (known.includes(key)) return [key, value];
      const meant = nearest(key, known);
      return fail({ code: 'usage', what: say`--set knows ${known.join(', ')} here; “${written}” is none of them.${meant ? ` Did you mean ${meant}?` : ''}`, exit: 2 });
    }),
  );
}
