import type { World } from './world.ts';

/** One decoded call to the sandbox. */
export type Call = {
  readonly world: World;
  /** Sandbox clock, milliseconds since 1970. */
  readonly now: number;
  /** Input members by their API names, decoded by the SDK's own schema. Times are Dates, blobs Uint8Arrays. */
  readonly input: any;
  readonly operation: string;
  readonly region: string;
  /** Account that the credentials belong to. */
  readonly account: string;
  /** From when on listings show what this call makes: `now`, or later where a `lag` fault is set. Milliseconds since 1970. */
  readonly visibleFrom: number;
};

/** What an operation answers: output members by their API names, encoded by the SDK's own schema. */
export type Operation = (call: Call) => unknown;

/** One service: the operations it knows, by API name. An operation of AWS's that is missing answers `UnknownOperationException`. */
export type Service = {
  readonly operations: { readonly [operation: string]: Operation };
};

/** An error as AWS gives it: `code` is the modelled name (`ResourceNotFoundException`), `fields` its other members. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Record<string, unknown>;
  /** Response headers that go with the error, such as S3's `x-amz-bucket-region`. */
  readonly headers: Record<string, string>;

  constructor(code: string, message: string, status = 400, fields: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
    this.headers = headers;
  }
}

/** Trouble with what the sandbox was given (a scenario, a state file, a port). The message is for people. */
export class SandboxError extends Error {}
