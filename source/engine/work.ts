import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Aws, ReadingAws } from '../aws/aws.ts';
import type { JsonObject, SendWork, Step, StepId, StepOutputs, Work } from '../step.ts';
import type { Clock } from './clock.ts';
import { stepState, type State } from './fold.ts';
import type { Pins } from './rows.ts';

/** What all steps of a run share. */
export type Surroundings = {
  readonly pins: Pins;
  /** The caller's ARN. */
  readonly caller: string;
  readonly aws: Aws;
  readonly clock: Clock;
  /** The onboarding's folder. */
  readonly folder: string;
};

/** The tag that marks what an onboarding made; its value is the onboarding's name. */
const ownTag = 'wizard-byol:onboarding';

/** What a step's functions see. Answers and earlier outputs are read from `state` at each use. */
export function workOf(step: Pick<Step, 'id'>, state: State, around: Surroundings): Work {
  const { pins, clock, folder } = around;
  const { read, list } = around.aws;
  const reading: ReadingAws = { read, list };
  return {
    name: pins.name,
    account: pins.account,
    partition: pins.partition,
    region: pins.region,
    caller: around.caller,
    sandbox: pins.endpoint === 'sandbox',
    tags: { ...state.tags, [ownTag]: pins.name },
    get attempt() {
      return stepState(state, step.id).attempt;
    },
    get answers() {
      return answersOf(state, step.id);
    },
    from: <Id extends StepId>(id: Id) => state.steps.get(id)?.outputs as StepOutputs[Id] | undefined,
    made: (change) => madeBy(state, step.id, change),
    accepted: (change) => acceptedBy(state, step.id, change),
    token: (change) => token(pins, step.id, change, stepState(state, step.id).attempt),
    now: () => clock.now(),
    file: (name) => join(folder, name),
    aws: reading,
  };
}

/** The same, with the right to send. */
export function sendWorkOf(work: Work, aws: Aws, progress: SendWork['progress'], signal: AbortSignal): SendWork {
  const { read, list, send } = aws;
  // Copied by descriptors: answers and attempt are getters.
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(work)) as Work;
  return Object.assign(copy, { aws: { read, list, send }, progress, signal });
}

/** A step's resolved answers by key. */
export function answersOf(state: State, id: StepId): Record<string, unknown> {
  return Object.fromEntries([...(state.answers.get(id) ?? [])].map(([key, answer]) => [key, answer.value]));
}

function madeBy(state: State, id: StepId, change: string): JsonObject | undefined {
  const keys = state.steps.get(id)?.changes.get(change)?.keys;
  if (!keys?.size) return undefined;
  const alone = keys.get('');
  if (alone) return alone.settled?.outputs;
  if ([...keys.values()].some((key) => !key.settled)) return undefined;
  return Object.fromEntries([...keys].map(([key, { settled }]) => [key, settled?.outputs ?? {}]));
}

function acceptedBy(state: State, id: StepId, change: string): JsonObject | undefined {
  const outcome = state.steps.get(id)?.changes.get(change)?.keys.get('')?.outcome;
  return outcome?.kind === 'ok' ? outcome.outputs : undefined;
}

/** A client token: the same for every try of one attempt of one change of one onboarding, 32 characters. */
export function token(pins: Pins, step: StepId, change: string, attempt: number): string {
  const parts = [pins.account, pins.region, pins.name, step, change, String(attempt)];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}
