import type { Problem, RawError } from './problem.ts';
import type { Call, Finding, Json } from './step.ts';
import { line, say, type Text } from './text.ts';
import type { StepRow } from './view.ts';
import { durationText } from './words.ts';

/** What the facts say to expect: `1 h to 4 h`; undefined where they say nothing. */
export function expectedText(expectMs: readonly [number, number] | undefined): Text | undefined {
  if (!expectMs || expectMs[1] <= 0) return undefined;
  const [least, most] = expectMs.map(durationText);
  return least === most || expectMs[0] <= 0 ? say`up to ${most}` : say`${least} to ${most}`;
}

/** How long it has been and what to expect: `1 h 12 min so far, usually 1 h to 4 h`. */
export function timeText(elapsedMs: number | undefined, { expectMs, late }: Pick<StepRow, 'expectMs' | 'late'>): Text {
  const expected = expectedText(expectMs);
  const parts = [elapsedMs === undefined ? undefined : `${durationText(elapsedMs)} so far`, expected && `usually ${expected}`, late ? 'longer than it should' : undefined];
  return line(parts.filter((part) => part !== undefined).join(', '));
}

/** A problem for a person: what happened, the likely causes in order, what to do, where to go back to. */
export function problemLines({ what, causes, details, todo, back, raw }: Problem): Text[] {
  return [
    line(what),
    ...(causes?.length ? [causes.length === 1 ? say`Why:` : say`Likely causes:`, ...causes.map((cause) => say`  - ${cause}`)] : []),
    ...(details ?? []).map((detail) => say`  ${detail}`),
    ...(todo?.length ? [say`What to do:`, ...todo.map((action) => say`  - ${action}`)] : []),
    ...(back ? [say`Back to: ${back}`] : []),
    ...(raw && (raw.code ?? raw.message) ? [say`${isOfAws(raw) ? 'AWS said' : 'The error itself'}: ${[raw.operation, raw.code, raw.message, raw.requestId && `(request ${raw.requestId})`].filter(Boolean).join(' ')}`] : []),
  ];
}

/** Codes of Node and its TLS: what this machine says of a call that AWS never answered. */
const ofThisMachine = /^(?:E(?!RROR$)[A-Z0-9]{2,}(?:_[A-Z]+)?|(?:ERR|UND|UNABLE_TO)_\w+|[A-Z_]*CERT[A-Z_]*)$/;

/** Whether AWS itself said it: an answer came, or it stands in a description of something of AWS's. */
function isOfAws({ operation, code, requestId, status }: RawError): boolean {
  if (requestId !== undefined || status !== undefined) return true;
  return /^[a-z0-9-]+:[A-Z]/.test(operation) && !operation.startsWith('local:') && code !== undefined && !ofThisMachine.test(code);
}

/** A problem without what the findings told before have said: their number, and what to do. */
export function briefly(problem: Problem, told: readonly Finding[]): Problem {
  const count = problem.code === 'finding.blocker' ? told.filter(({ level, title }) => level === 'blocker' && problem.what.includes(title)).length : 0;
  if (count === 0) return problem;
  return { ...problem, what: count === 1 ? 'a requirement is not met: the blocker above.' : `${count} requirements are not met: the blockers above.` };
}

/** What a person has to do, step by step; numbered here unless it has an order and commands of its own. */
export function instructionLines(instructions: readonly string[]): Text[] {
  const ordered = instructions.some((instruction) => /^(?:\s|\d+\. )/.test(instruction));
  return instructions.map((instruction, index) => say`  ${ordered ? '' : `${index + 1}. `}${instruction}`);
}

/** `warning: … (how to mend it)` on one line. */
export function findingText({ level, title, fix }: Finding): Text {
  return fix ? say`${level}: ${title} → ${fix}` : say`${level}: ${title}`;
}

/** `workspaces ModifyAccount`, or what else does it. */
export function callText({ service, operation }: Call): Text {
  if (service === 'person') return say`done by a person`;
  return service === 'local' ? say`on this machine` : say`${service} ${operation}`;
}

/** Ids and the like in one line: `imageId wsi-…, imageName win11`. Long lists are cut, empty ones and groups of keys left out. */
export function outputsText(outputs: { readonly [key: string]: Json }): Text {
  const words = Object.entries(outputs)
    .map(([key, value]) => [key, Array.isArray(value) ? listText(value as readonly Json[]) : typeof value === 'object' ? '' : String(value)])
    .flatMap(([key, value]) => (value ? `${key} ${value}` : []));
  return line(words.join(', '));
}

/** The names and ids among what a change made, without what `title` says already. */
export function namesText(outputs: { readonly [key: string]: Json }, title: string): Text {
  return outputsText(Object.fromEntries(Object.entries(outputs).filter(([, value]) => (typeof value === 'string' ? value !== '' && !title.includes(value) : Array.isArray(value)))));
}

function listText(values: readonly Json[]): string {
  const shown = values.slice(0, 3).map((value) => (value !== null && typeof value === 'object' ? Object.values(value).filter((inner) => typeof inner !== 'object').join(' ') : String(value)));
  return shown.length === 0 ? '' : `[${shown.join('; ')}${values.length > 3 ? `; and ${values.length - 3} more` : ''}]`;
}
