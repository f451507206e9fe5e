import { line } from '../text.ts';
import type { Call, Json } from '../step.ts';

export type CommandLineOptions = {
  readonly region: string;
  /** Left out for the default profile. */
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
  /** How values are quoted; `posix` unless given. */
  readonly shell?: 'posix' | 'powershell';
};

/** Services that the AWS CLI calls otherwise. */
const services: { readonly [service: string]: string } = { s3: 's3api', servicequotas: 'service-quotas' };

/**
 * The AWS CLI line that does what a call does: to read, to copy, to hand on. Undefined for what no line of the CLI does
 * (work on this machine, a person's work). Lists of plain values become several words, everything nested JSON, as
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html has it.
 */
export function cliEquivalent({ service, operation, input }: Call, options: CommandLineOptions): string | undefined {
  if (service === 'local' || service === 'person') return undefined;
  const words = ['aws', services[service] ?? service, kebab(operation), ...Object.entries(input).flatMap(([name, value]) => argument(name, value))];
  words.push('--region', options.region);
  if (options.profile && options.profile !== 'default') words.push('--profile', options.profile);
  if (options.endpoint) words.push('--endpoint-url', options.endpoint);
  const printable = words.map(line);
  return options.shell === 'powershell' ? powershell(printable) : printable.map(posix).join(' ');
}

function argument(name: string, value: Json): string[] {
  const option = `--${kebab(name)}`;
  if (value === null || (Array.isArray(value) && !value.length)) return [];
  if (typeof value === 'boolean') return [value ? option : option.replace('--', '--no-')];
  const words = Array.isArray(value) && value.every((one) => typeof one !== 'object') ? value.map(String) : [typeof value === 'object' ? JSON.stringify(value) : String(value)];
  // An option's value that begins with a dash would be taken for an option.
  return words.length === 1 && words[0]!.startsWith('-') ? [`${option}=${words[0]}`] : [option, ...words];
}

/** `Ec2ImageId` → `ec2-image-id`, by the rule of botocore's `xform_name`. */
export function kebab(name: string): string {
  return name
    .replace(/[A-Z]{2,}s$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** Characters that no shell gives a meaning to. */
const plain = /^[\w@%+=:,./-]+$/;

function posix(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Windows PowerShell 5 drops double quotes inside an argument and PowerShell 7 keeps them, so a line that has any is passed
 * on unread, behind `--%`, with the quoting that Windows programs themselves understand.
 */
function powershell(words: readonly string[]): string {
  if (!words.some((word) => word.includes('"'))) return words.map((word) => (/^[\w+=:./-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`)).join(' ');
  const [program = '', ...rest] = words;
  const quoted = rest.map((word) => (plain.test(word) ? word : `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`));
  return [program, '--%', ...quoted].join(' ');
}
