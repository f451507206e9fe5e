import { encodeTemplate, renderTemplate } from '../templates.ts';
import { checkerTests } from './data/tests.ts';
import type { CheckerFinding } from './findings.ts';

/** A PowerShell script for the VM. `bytes` is how the file must be written (UTF-8 with mark, CRLF). */
export type FixScript = { readonly name: string; readonly text: string; readonly bytes: Uint8Array; readonly tests: readonly string[] };

/**
 * The script that puts right exactly the tests that failed and need nobody's judgement; undefined where there are none.
 * A missing WorkSpaces_BYOL account is made, so that its being disabled needs no fix of its own then.
 */
export function fixScript(findings: readonly CheckerFinding[]): FixScript | undefined {
  const wanted = new Set(findings.filter(({ auto, level }) => auto && level !== 'info').map(({ test }) => test));
  if (wanted.has('Workspaces_BYOLAccountExist')) wanted.delete('Workspaces_BYOLAccountDisabled');
  const tests = checkerTests.filter(({ name, auto }) => auto && wanted.has(name)).map(({ name }) => name);
  if (tests.length === 0) return undefined;
  const name = 'fix-script';
  const text = renderTemplate(name, {}, { only: tests });
  return { name: 'wizard-fix.ps1', text, bytes: encodeTemplate(name, text), tests };
}
