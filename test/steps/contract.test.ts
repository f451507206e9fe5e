import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import type { Change, Json, Question, Step, StepId, StepOutputs } from '../../source/step.ts';
import { steps } from '../../steps/index.ts';
import { fakeWork } from './work.ts';

const order: readonly StepId[] = ['eligibility', 'network', 'checker', 'export', 'upload', 'import', 'image', 'bundle', 'directory', 'launch'];

/** The keys that configuration files in the wild may hold. */
const configKeys: Record<StepId, readonly string[]> = {
  eligibility: ['plannedWorkspaces', 'plannedGpu', 'licenceAllowsVirtualHosting'],
  network: ['searchRange', 'avoid', 'managementCidr'],
  checker: ['windows', 'logs', 'skip'],
  export: ['hypervisor', 'file'],
  upload: ['bucket'],
  import: ['role', 'defaultEncryption', 'taskId', 'amiId'],
  image: ['name', 'description', 'protocol', 'office', 'officeLanguage'],
  bundle: ['bundle'],
  directory: ['id', 'subnets', 'selfService', 'ou', 'localAdmin'],
  launch: ['users', 'runningMode'],
};

/** What every step might have handed on: enough for the calls of the next ones to be complete. */
const outputs: StepOutputs = {
  eligibility: { plannedWorkspaces: 120 },
  network: { managementCidr: '10.42.0.0/16' },
  checker: { windows: 'windows-11-24h2' },
  export: { file: '/vms/win11.ova', bytes: 1_000_000, format: 'OVA' },
  upload: { bucket: 'contoso-import', key: 'contoso-euw1/1/win11.ova', bytes: 1_000_000 },
  import: { amiId: 'ami-0123456789abcdef0', taskId: 'import-ami-0123456789abcdef0', bootMode: 'uefi' },
  image: { imageId: 'wsi-0123456789', imageName: 'win11-24h2' },
  bundle: { bundles: [{ name: 'win11-standard', bundleId: 'wsb-0123456789' }] },
  directory: { directoryId: 'd-906702f0a1', registrationCode: 'WSdub+ABCDEF' },
  launch: { workspaces: [] },
};

const examples = (step: Step) => Object.fromEntries(step.questions.map(({ key, example }) => [key, example as unknown]));

/** The changes of a step with nothing known, and with every answer and every earlier output known. */
const situations: readonly [string, (step: Step) => readonly Change[]][] = [
  ['with nothing known', (step) => step.changes(fakeWork())],
  ['with everything known', (step) => step.changes(fakeWork({ answers: examples(step), from: outputs }))],
];

const each = steps.map((step) => [step.id, step] as const);
const questions = steps.flatMap((step) => step.questions.map((question) => [`${step.id}.${question.key}`, question] as const));

describe('the steps', () => {
  it('are these ten, in this order', () => {
    expect(steps.map(({ id }) => id)).toEqual(order);
  });

  it.each(each)('%s needs only steps that come before it', (id, step) => {
    const needed = step.needs.map((need) => (typeof need === 'string' ? need : need.step));
    expect(order.slice(0, order.indexOf(id))).toEqual(expect.arrayContaining(needed));
    expect(new Set(needed).size).toBe(needed.length);
  });

  it('form the graph that lets the human tasks go on while AWS works', () => {
    const needs = Object.fromEntries(steps.map((step) => [step.id, step.needs]));
    expect(needs).toMatchObject({ eligibility: [], network: ['eligibility'], checker: [{ step: 'eligibility', only: 'answers' }], export: ['checker'], bundle: ['image'] });
    expect(needs['image']).toEqual(expect.arrayContaining(['import', 'eligibility']));
    expect(needs['launch']).toEqual(expect.arrayContaining(['bundle', 'directory']));
  });

  it.each(each)('%s says what it is and why', (_, step) => {
    expect(step.title).toMatch(/^\S.*\S$/);
    expect(step.why).toMatch(/^[A-Z].*\.$/s);
  });

  it.each(each)('%s takes the keys that the configuration file promises, each once', (id, step) => {
    const keys = step.questions.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining([...configKeys[id]]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(each)('%s gives no outputs before anything is known', (_, step) => {
    expect(step.outputs(fakeWork())).toBeUndefined();
  });

  it.each(each)('%s decides on nothing when nothing is answered', (_, step) => {
    expect(step.skip?.({})).toBeUndefined();
    expect(step.replaces?.({})).toBeUndefined();
  });
});

describe('each question', () => {
  it.each(questions)('%s says what is asked and why, in words', (_, question) => {
    expect(question.title.length).toBeGreaterThan(5);
    expect(question.why).toMatch(/\.$/);
    if (question.where !== undefined) expect(question.where).toMatch(/\S/);
  });

  it.each(questions)('%s has an example that its own schema accepts', (_, question) => {
    expect(problemsWith(question, question.example)).toEqual([]);
  });

  it.each(questions)('%s refuses what is no answer at all', (_, question) => {
    expect(question.schema.safeParse({ '\u0000': [] }).success).toBe(false);
    expect(question.schema.safeParse(undefined).success).toBe(false);
  });

  it.each(questions)('%s keeps a value as it was written, because that is what is journalled', (_, question) => {
    expect(question.schema.parse(question.example)).toEqual(question.example);
  });

  it.each(questions)('%s can be published as JSON Schema', (_, question) => {
    expect(() => z.toJSONSchema(question.schema, { io: 'input', unrepresentable: 'any' })).not.toThrow();
  });

  it.each(questions)('%s offers choices where it is a selection', (_, question) => {
    if (question.kind === 'select' || question.kind === 'multiselect') expect(question.choices).toBeTypeOf('function');
  });

  it.each(questions)('%s never lets a boolean confirm', (_, question) => {
    if (question.confirms) expect(question.kind).not.toBe('confirm');
  });
});

function problemsWith(question: Question, value: Json): string[] {
  const parsed = question.schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

describe.each(situations)('the changes of each step %s', (_, changesOf) => {
  const changes = steps.flatMap((step) => changesOf(step).map((change) => [`${step.id}/${change.id}`, change, step] as const));

  it('have ids that are unique in their step and stable', () => {
    expect(new Set(changes.map(([name]) => name)).size).toBe(changes.length);
    for (const [, change, step] of changes) expect(changesOf(step).map(({ id }) => id)).toContain(change.id);
  });

  it.each(changes)('%s is told as a call that holds no hole', (_, { call, title, naturalKey }) => {
    expect(title).toMatch(/\S/);
    expect(naturalKey).toMatch(/\S/);
    expect(call.service).toMatch(/^[a-z0-9]+$/);
    expect(call.operation).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(holes(call.input)).toEqual([]);
  });

  it.each(changes)('%s is sent, has instructions for a person, or only looks', (_, change, step) => {
    if (change.kind === 'person') {
      expect(change.send).toBeUndefined();
      expect(change.call.service).toBe('person');
      const lines = change.instructions?.(fakeWork({ answers: examples(step), from: outputs })) ?? [];
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).not.toMatch(/undefined|\[object|\n/);
      expect(change.instructions?.(fakeWork())).toBeDefined();
    } else {
      expect(change.send === undefined).toBe(change.kind === 'look');
      expect(change.instructions).toBeUndefined();
    }
    if (change.kind === 'look') expect(change.call.operation).toMatch(/^(Describe|Get|List)/);
    if (change.kind === 'toggle') expect(step.restore).toBeTypeOf('function');
  });

  it.each(changes)('%s is confirmed by the exact value where it can not be undone', (_, { kind, confirm }, step) => {
    if (kind === 'D') expect(confirm).toBeDefined();
    if (!confirm) return;
    expect(confirm.key).toMatch(/^confirm[A-Z]/);
    expect(step.questions.find(({ key }) => key === confirm.key)).toMatchObject({ confirms: true, optional: true });
    expect(confirm.expected).toMatch(/\S/);
    expect(confirm.expected).not.toMatch(/^(true|false|yes|no)$/i);
    expect(confirm.title).toMatch(/\S/);
    expect(confirm.why).toMatch(/\.$/);
  });

  it.each(changes)('%s has a pace that neither hammers AWS nor forgets to look', (_, { pace }) => {
    expect(pace.every).toBeGreaterThanOrEqual(1_000);
    expect(pace.every).toBeLessThanOrEqual(10 * 60_000);
    expect(pace.expect[0]).toBeGreaterThanOrEqual(0);
    expect(pace.expect[1]).toBeGreaterThanOrEqual(pace.expect[0]);
    expect(pace.warnAfter).toBeGreaterThanOrEqual(pace.expect[1]);
    expect(pace.visibility).toBeGreaterThanOrEqual(0);
  });

  it.each(changes)('%s sends its items in parts, if it has items', (_, { items }) => {
    if (!items) return;
    expect(items.most).toBeGreaterThan(0);
    expect(new Set(items.keys).size).toBe(items.keys.length);
  });

  it.each(changes)('%s names no price, only what is billed', (_, { billed }) => {
    expect(billed ?? '').not.toMatch(/[$€£]\s?\d/);
  });
});

describe('the changes that can not be undone', () => {
  it('are the choice of the management range and nothing else', () => {
    const final = situations.flatMap(([, changesOf]) => steps.flatMap((step) => changesOf(step).filter(({ kind }) => kind === 'D').map(({ call }) => call.operation)));
    expect(new Set(final)).toEqual(new Set(['ModifyAccount']));
  });
});

/** Paths of an input where something is undefined, empty words of a missing value, or no JSON. */
function holes(value: unknown, path = 'input'): string[] {
  if (value === undefined || typeof value === 'function' || (typeof value === 'number' && !Number.isFinite(value))) return [path];
  if (typeof value === 'string') return /\b(undefined|NaN|null|\[object)\b/.test(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((inner, index) => holes(inner, `${path}[${index}]`));
  if (value instanceof Object) return Object.entries(value).flatMap(([key, inner]) => holes(inner, `${path}.${key}`));
  return [];
}
