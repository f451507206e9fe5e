import { absolutePath } from '../config/paths.ts';
import type { Inspection, Partition } from '../image/inspection.ts';
import { columns, fitted, widthOf } from '../layout.ts';
import { pastedPath, quoted } from '../path.ts';
import type { ExitCode } from '../problem.ts';
import { line, say, type Text } from '../text.ts';
import { bytesText } from '../words.ts';
import { print, printJson, type Context } from './context.ts';
import { invocation } from './invocation.ts';
import { exitOf, findingLines } from './judgement.ts';
import { readPairs } from './pairs.ts';

/** `wizard inspect FILE`: what a disk image is, and whether AWS takes it. Exit 4 where it does not. */
export async function run(context: Context): Promise<ExitCode> {
  const { positionals, options, cwd, platform, home, stdout, now } = context;
  const { inspectImage } = await import('../image/inspect.ts');
  const expectations = readPairs(options.set, ['windows']);
  const inspection = await inspectImage(absolutePath(pastedPath(positionals[0] ?? ''), { base: cwd, platform, home }), expectations, now);
  const exit = exitOf(inspection.findings);
  if (options.format === 'json') printJson(context, { v: 1, type: 'inspection', ok: exit === 0, ...inspection });
  else {
    const width = widthOf(stdout);
    const verdict = exit === 0 ? say`Nothing in this file stops an import. Whether Windows inside is fit for it is what the checker tells.` : say`AWS would not import this file as it is.`;
    print(context, [...columns(facts(inspection), width), ...findingLines(inspection.findings, width), say``, ...fitted(verdict, width), say`Next: ${exit === 0 ? invocation(context, 'run --config onboarding.yaml') : `mend it, then: ${invocation(context, `inspect ${quoted(positionals[0] ?? 'FILE')}`)}`}`]);
  }
  return exit;
}

function facts({ path, format, variant, importFormat, bytes, capacityBytes, firmware, bootMode, partitionStyle, partitions, machine, archive, disks }: Inspection): [Text, Text][] {
  const rows: [string, string | undefined][] = [
    ['File', path],
    ['Format', `${format}${variant ? `, ${variant}` : ''}${importFormat ? `; imported as ${importFormat}` : '; not imported as it is'}`],
    ['Size', `${bytesText(bytes)}${capacityBytes === undefined ? '' : `; the guest sees ${bytesText(capacityBytes)}`}`],
    ['Disks', disks.length > 1 ? disks.map(({ name }) => name).join(', ') : undefined],
    ['Holds', archive?.members.map(({ name }) => name).join(', ')],
    ['Machine', machine && [machine.name, machine.operatingSystemDescription ?? machine.operatingSystem].filter(Boolean).join(', ')],
    ['Boots by', firmware && `${firmware.value.toUpperCase()} (${firmware.certainty} in the ${firmware.from})${bootMode ? `; boot mode ${bootMode}` : ''}`],
    ['Partitions', partitionStyle && `${partitionStyle}: ${partitions.map(partitionText).join(', ') || 'none'}`],
  ];
  return rows.flatMap(([name, value]) => (value ? [[line(name), line(value)]] : []));
}

function partitionText({ kind, fileSystem, bytes, name }: Partition): string {
  return `${name ?? kind}${fileSystem ? ` ${fileSystem}` : ''} ${bytesText(bytes)}`;
}
