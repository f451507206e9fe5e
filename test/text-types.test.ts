import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { select } from '../source/asking.ts';
import { shellScripts } from '../source/commands/completion.ts';
import { note, print, type Context } from '../source/commands/context.ts';
import { putOut, writeDocument } from '../source/commands/out.ts';
import { completionWords } from '../source/commands/shells/words.ts';
import { exampleConfig } from '../source/config/example.ts';
import { configJsonSchema } from '../source/config/schema.ts';
import { columns, fitted, wrapped } from '../source/layout.ts';
import type { Said } from '../source/narration.ts';
import { write, writeLines } from '../source/screen.ts';
import { templates, renderTemplate } from '../source/templates.ts';
import { say, text } from '../source/text.ts';
import { steps } from '../steps/index.ts';

/** The lines of code in `source/` that hold `pattern`, as `file: line`, but those of `exempt`: the streams of the sandbox are those of HTTP, and bin.ts runs before anything is known. */
function linesWith(pattern: RegExp, exempt: readonly string[]): string[] {
  return globSync('source/**/*.{ts,tsx}')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !exempt.includes(file) && !file.startsWith('source/sandbox/'))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter((row) => pattern.test(row.replace(/^\s*(?:\/\/|\/?\*).*/, ''))).map((row) => `${file}: ${row.trim()}`));
}

describe('only text that has passed the sanitiser reaches people', () => {
  it('one file alone writes to streams', () => {
    expect(linesWith(/\.write\??\.?\(/, ['source/screen.ts', 'source/bin.ts'])).toEqual([]);
    expect(linesWith(/\bconsole\.(?:log|error|warn|info)\(|\bwriteSync\((?!2, showCursor\))/, ['source/bin.ts'])).toEqual([]);
  });

  it('one file alone makes it', () => expect(linesWith(/\bas (?:unknown as )?(?:readonly )?Text\b/, ['source/text.ts'])).toEqual([]));

  it('one file alone draws it', () => expect(linesWith(/import .*\bText\b.* from 'ink'/, ['source/ink/surface.tsx'])).toEqual([]));

  it('one file alone knows the prompts', () => expect(linesWith(/@inquirer/, ['source/asking.ts'])).toEqual([]));

  it('takes no plain string where people read: the compiler says so', () => {
    const name: string = 'a name from AWS';
    // Never called: what counts is that each line is refused for its string.
    const refused = (context: Context, stream: NodeJS.WritableStream) => {
      // @ts-expect-error a string
      print(context, `${name} is done`);
      // @ts-expect-error a string among Text
      note(context, [say`done`, name]);
      // @ts-expect-error a string
      write(stream, name);
      // @ts-expect-error strings
      writeLines(stream, [name]);
      // @ts-expect-error a string
      putOut(context, name, say`wizard status`);
      // @ts-expect-error a string
      writeDocument('file', name, true);
      // @ts-expect-error a string
      fitted(name, 80);
      // @ts-expect-error a string
      wrapped(name, 80);
      // @ts-expect-error a string among Text
      columns([[say`name`, name]], 80);
      // @ts-expect-error a string
      const said: Said = { as: 'record', about: 'run', words: [name] };
      // @ts-expect-error a string as the name of a choice
      return [said, select({ message: say`Which?`, choices: [{ name, value: 1 }], loop: false })];
    };
    expect(refused).toBeTypeOf('function');
    expect(say`${name}`).toBe(text(name));
  });

  it('leaves documents of our own as they are', () => {
    const documents = [
      ...templates.map(({ name }) => renderTemplate(name, {}, { keepUnfilled: true })),
      ...Object.values(shellScripts).map((script) => script(completionWords())),
      exampleConfig(steps),
      JSON.stringify(configJsonSchema(steps)),
    ];
    expect(documents.filter((document) => text(document) !== document)).toEqual([]);
  });
});
