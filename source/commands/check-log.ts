import { resolve } from 'node:path';
import { expandPattern, pathFault } from '../config/paths.ts';
import { fitted, widthOf } from '../layout.ts';
import { fail, type ExitCode } from '../problem.ts';
import { line, say } from '../text.ts';
import { note, print, printJson, type Context } from './context.ts';
import { exitOf, findingLines } from './judgement.ts';
import { writeDocument } from './out.ts';
import { readPairs } from './pairs.ts';

/** `wizard check-log FILE...`: what the checker's logs mean for an import. Exit 4 where something stops it. */
export async function run(context: Context): Promise<ExitCode> {
  const { positionals, options, cwd, stdout } = context;
  const [{ readCheckerFile }, { readCheckerLogs }, { checkerFindings }, { fixScript }] = await Promise.all([import('../checker/file.ts'), import('../checker/read.ts'), import('../checker/findings.ts'), import('../checker/fix.ts')]);
  const choice = readPairs(options.set, ['windows', 'office', 'protocol']);
  const read = await Promise.all(positionals.flatMap((written) => filesOf(written, context)).map((file) => readCheckerFile(file)));
  const files = read.map((one) => ('why' in one ? fail({ code: 'file.unreadable', what: say`${one.path} ${one.why}.`, todo: ['Name the log files of the checker.'], exit: 2 }) : one));
  const report = readCheckerLogs(files);
  const findings = checkerFindings(report, choice);
  const script = fixScript(findings);
  const exit = exitOf(findings);
  if (script && options.out !== undefined) writeDocument(resolve(cwd, options.out), script.bytes, false);
  if (options.format === 'json') {
    printJson(context, { v: 1, type: 'checker', ok: exit === 0, ...report, findings, fixes: script?.tests ?? [] });
    return exit;
  }
  const passed = report.tests.filter(({ outcome }) => outcome === 'passed').length;
  const lines = [
    say`${report.tests.length} tests, ${passed} passed${report.at ? `; the last ran ${report.at} (the VM's time)` : ''}.`,
    ...report.notes.map(line),
    ...findingLines(findings, widthOf(stdout)),
    say``,
    exit === 0 ? say`Nothing in these logs stops an import.` : say`An import would be refused.`,
    ...(script ? [options.out === undefined ? say`A script can mend ${script.tests.length} of these: add --out ${script.name}, and run it on the VM.` : say`The script for ${script.tests.join(', ')}: ${resolve(cwd, options.out)}`] : []),
    say`Next: ${exit === 0 ? 'export the VM, then: wizard inspect FILE' : 'mend the VM, run the checker again, then: wizard check-log FILE...'}`,
  ];
  print(context, lines.flatMap((words) => fitted(words, widthOf(stdout))));
  if (!script && options.out !== undefined) note(context, say`Nothing here can be mended by a script; no file was written.`);
  return exit;
}

/** Shells of Windows leave patterns to the program. */
function filesOf(written: string, { cwd, platform, home }: Context): string[] {
  const paths = { base: cwd, platform, home };
  const files = expandPattern(written, paths);
  if (files.length === 0) fail({ code: 'file.missing', what: say`No file matches ${written}.`, todo: ['wizard check-log --help'], exit: 2 });
  for (const file of files) {
    const fault = pathFault(file, paths);
    if (fault) fail({ code: 'file.missing', what: say`${file} ${fault}.`, todo: ['Check the path.'], exit: 2 });
  }
  return files;
}
