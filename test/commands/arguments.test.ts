import { describe, expect, it } from 'vitest';
import { readArguments } from '../../source/commands/arguments.ts';
import { readDuration } from '../../source/commands/duration.ts';
import { helpText } from '../../source/commands/help.ts';
import { commandTable } from '../../source/commands/table.ts';
import { ProblemError } from '../../source/problem.ts';

function refusal(argv: string[]): string {
  try {
    readArguments(argv);
  } catch (error) {
    if (error instanceof ProblemError) {
      expect(error.problem.exit).toBe(2);
      return error.problem.what;
    }
  }
  throw new Error('was not refused');
}

describe('the command line', () => {
  it('is read into options of their own types', () => {
    const { command, options, positionals } = readArguments(['--sandbox', 'run', '-c', 'a.yaml', '--set', 'a.b=1', '--set=c.d=2', '--until', 'network', '--poll-every', '1m30s', '--speed', '10', '--no-wait']);
    expect(command?.name).toBe('run');
    expect(positionals).toEqual([]);
    expect(options).toEqual({ sandbox: true, config: 'a.yaml', set: ['a.b=1', 'c.d=2'], until: 'network', 'poll-every': 90_000, speed: 10, 'no-wait': true });
  });

  it('takes what follows -- as words, and help before or after a command', () => {
    expect(readArguments(['explain', '--', '--not-an-option', 'b']).positionals).toEqual(['--not-an-option', 'b']);
    expect(readArguments(['help', 'run'])).toMatchObject({ command: { name: 'run' }, options: { help: true } });
    expect(readArguments(['inspect', '--help']).options.help).toBe(true);
    expect(readArguments([]).command).toBeUndefined();
  });

  it.each([
    [['rnu'], 'rnu is not a command. Did you mean: wizard run?'],
    [['xyzzy'], 'xyzzy is not a command.'],
    [['run', '--confg', 'x'], '--confg is not an option of wizard run. Did you mean --config?'],
    [['list', '--config', 'x'], '--config is not an option of wizard list, but of: wizard run, wizard plan.'],
    [['run', '--config'], '--config needs a value: --config FILE.'],
    [['run', '--config', '--sandbox'], '--config needs a value: --config FILE.'],
    [['run', '--sandbox=yes'], '--sandbox takes no value.'],
    [['run', '--until', 'imprt'], expect.stringMatching(/“imprt” is none of them. Did you mean import\?$/)],
    [['run', '--format', 'xml'], '--format knows auto, lines, json; “xml” is none of them.'],
    [['run', '--poll-every', 'soon'], '--poll-every needs a duration such as 30s, 5m or 1h; “soon” is none.'],
    [['run', '--speed', 'fast'], '--speed needs a number; “fast” is none.'],
    [['run', 'now'], 'wizard run does not know what to do with “now”.'],
    [['inspect'], 'wizard inspect needs FILE.'],
    [['config'], 'wizard config needs one of init, validate, schema.'],
    [['completion', 'bsh'], 'wizard completion knows bash, zsh, fish, powershell; “bsh” is none of them. Did you mean bash?'],
    [['run', '--\u001b[31mred'], '--\\x1b[31mred is not an option of wizard run.'],
  ])('%j is refused with exit code 2, saying what was meant', (argv, what) => {
    expect(refusal(argv)).toEqual(what);
  });

  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['250ms', 250],
    ['45', 45_000],
    ['0', undefined],
    ['-5s', undefined],
    ['5 parsecs', undefined],
  ])('a duration %s is %s ms', (written, expected) => {
    expect(readDuration(written)).toBe(expected);
  });
});

describe('help', () => {
  it.each([80, 60, 40])('fits in %i columns but for commands, which are copied', (width) => {
    for (const command of [undefined, ...commandTable]) {
      const long = helpText(command, width)
        .split('\n')
        .filter((line) => line.length > width && !/^ +wizard /.test(line) && !/^ {2}-/.test(line));
      expect(long).toEqual([]);
    }
  });

  it('gives every command an example that is one, and a next step', () => {
    for (const command of commandTable) {
      const text = helpText(command, 80);
      expect(text).toMatch(/\nExamples?:\n {2}\S.*wizard|\nExamples?:\n {2}wizard /);
      expect(text).toMatch(/\nNext:\n {2}wizard \S+.*$/);
      for (const [example] of command.examples) {
        const words = example.split(/[|>]|<\(/).find((part) => part.trim().startsWith('wizard '))?.replace(')', '').trim().split(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/) ?? [];
        expect(readArguments(words.slice(1)).command?.name).toBe(command.name);
      }
    }
  });

  it('every command of the table loads and can run', async () => {
    const modules = await Promise.all(commandTable.filter(({ name }) => name !== 'plan').map(({ load }) => load()));
    for (const module of modules) expect(module.run).toBeTypeOf('function');
  });
});
