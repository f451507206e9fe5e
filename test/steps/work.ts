import type { SendingAws } from '../../source/aws/aws.ts';
import type { Input, Operation, Output } from '../../source/aws/operations.ts';
import { type Problem, ProblemError } from '../../source/problem.ts';
import type { Intent, JsonObject, Outcome, SendWork, StepId, StepOutputs, Work } from '../../source/step.ts';

type Page<Op extends Operation> = Omit<Output<Op>, '$metadata'>;

/** What the fake AWS answers, by operation: a value, or a function of the input. A function may throw {@link refusal}. */
export type Script = { [Op in Operation]?: Page<Op> | ((input: Input<Op>) => Page<Op>) };

/** One call that the fake AWS got, in order. */
export type Called = { readonly kind: 'read' | 'list' | 'send'; readonly operation: Operation; readonly input: unknown };

export type FakeOptions<Answers> = Partial<Pick<Work, 'name' | 'account' | 'partition' | 'region' | 'caller' | 'sandbox' | 'tags' | 'attempt'>> & {
  readonly answers?: Partial<Answers>;
  readonly from?: Partial<StepOutputs>;
  readonly made?: Record<string, JsonObject>;
  readonly accepted?: Record<string, JsonObject>;
  /** Milliseconds since 1970; default 2026-11-21T00:00:00Z. */
  readonly now?: number;
  /** What `work.file` is below; nothing is written there unless the step does. */
  readonly folder?: string;
  readonly aws?: Script;
};

/** Serves as `Work`, `LookWork` and `SendWork` alike, and keeps what was called. */
export type FakeWork<Answers> = Work<Answers> &
  SendWork<Answers> & { readonly called: readonly Called[]; readonly notes: readonly string[] };

export const noon = Date.UTC(2026, 10, 21, 12);

/**
 * A `Work` over a scripted AWS. An operation that is not in the script fails the test with its name, so that a step
 * that starts to ask something more is noticed.
 */
export function fakeWork<Answers = Record<string, unknown>>(options: FakeOptions<Answers> = {}): FakeWork<Answers> {
  const called: Called[] = [];
  const notes: string[] = [];
  const region = options.region ?? 'eu-west-1';
  const account = options.account ?? '111122223333';
  const name = options.name ?? 'contoso-euw1';
  const attempt = options.attempt ?? 1;
  return {
    name,
    account,
    partition: options.partition ?? 'aws',
    region,
    caller: options.caller ?? `arn:aws:iam::${account}:user/admin`,
    sandbox: options.sandbox ?? false,
    tags: options.tags ?? { 'wizard-byol:onboarding': name },
    attempt,
    answers: options.answers ?? {},
    from: <Id extends StepId>(step: Id) => options.from?.[step],
    made: (change) => options.made?.[change],
    accepted: (change) => options.accepted?.[change],
    token: (change) => `${name}-${attempt}-${change}`,
    now: () => options.now ?? noon,
    file: (file) => `${options.folder ?? '/onboarding'}/${file}`,
    aws: fakeAws(options.aws ?? {}, called),
    progress: (note) => void notes.push(note),
    signal: new AbortController().signal,
    called,
    notes,
  };
}

type Loose = Record<string, unknown>;

/** Loosely typed inside: the union over every operation's shapes is more than the type checker takes. */
function fakeAws(script: Script, called: Called[]): SendingAws {
  const answers = script as Record<string, Loose | ((input: unknown) => Loose) | undefined>;
  function answer(kind: Called['kind'], operation: Operation, input: unknown): Loose {
    called.push({ kind, operation, input });
    const scripted = answers[operation];
    if (!scripted) throw new Error(`${operation} is not in the script of this test`);
    return { ...(typeof scripted === 'function' ? scripted(input) : scripted), $metadata: {} };
  }
  const read = async (operation: Operation, input: unknown) => answer('read', operation, input);
  const list = async (operation: Operation, input: Loose, items: (page: Loose) => readonly unknown[] | undefined) => {
    const all: unknown[] = [];
    let token: unknown;
    do {
      const page = answer('list', operation, token ? { ...input, NextToken: token } : input);
      all.push(...(items(page) ?? []));
      // A script that is a value has one page, whatever its token says.
      token = typeof answers[operation] === 'function' ? page['NextToken'] : undefined;
    } while (token);
    return all;
  };
  const send = async (operation: Operation, input: unknown, accept: (output: Loose) => JsonObject | undefined): Promise<Outcome> => {
    try {
      const outputs = accept(answer('send', operation, input));
      return outputs ? { kind: 'ok', outputs } : { kind: 'unknown', problem: problemOf(operation, 'EmptyAnswer') };
    } catch (error) {
      if (error instanceof ProblemError) return { kind: 'refused', problem: error.problem };
      throw error;
    }
  };
  return { read, list, send } as unknown as SendingAws;
}

/** What AWS's refusal looks like to a step: a `ProblemError` that carries AWS's own code. */
export function refusal(operation: Operation, code: string, message = `${code} of the test`): ProblemError {
  return new ProblemError(problemOf(operation, code, message));
}

function problemOf(operation: Operation, code: string, message?: string): Problem {
  const denied = /AccessDenied|UnauthorizedOperation/.test(code);
  return {
    code: denied ? 'aws.access-denied' : 'aws.refused',
    what: `${operation} was refused.`,
    todo: ['Do what the test says.'],
    raw: { operation, code, status: 400, ...(message ? { message } : {}) },
    exit: denied ? 4 : 1,
  };
}

/** The intent that the engine journals before a change is sent. */
export function intentOf(step: StepId, change: string, fields: Partial<Intent> = {}): Intent {
  return {
    row: 7,
    change,
    step,
    attempt: 1,
    operation: 'Operation',
    parametersHash: 'hash',
    token: `contoso-euw1-1-${change}`,
    naturalKey: change,
    before: [],
    time: noon,
    ...fields,
  };
}
