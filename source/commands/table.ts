import type { ExitCode } from '../problem.ts';
import type { Context } from './context.ts';
import type { OptionName } from './options.ts';

/** One row of the commands table; help, completion and errors are made from it. */
export type CommandRow = {
  readonly name: string;
  readonly summary: string;
  /** What it does, in a few plain sentences. */
  readonly about: string;
  /** `many` takes the rest; `complete` says what a shell offers. */
  readonly positionals: readonly {
    readonly name: string;
    readonly required?: boolean;
    readonly many?: boolean;
    readonly choices?: readonly string[];
    readonly complete?: 'file' | 'onboarding';
  }[];
  readonly options: readonly OptionName[];
  /** What `--set` means where it is not the answer to a question. */
  readonly set?: string;
  readonly examples: readonly (readonly [command: string, does: string])[];
  /** The command that usually comes after it. */
  readonly next: string;
  readonly load: () => Promise<{ run(context: Context): Promise<ExitCode> }>;
};

const running: readonly OptionName[] = ['set', 'dry-run', 'until', 'again', 'no-wait', 'poll-every', 'plain', 'notify', 'no-bell', 'no-clipboard', 'scenario', 'speed'];

export const commandTable: readonly CommandRow[] = [
  {
    name: 'run',
    summary: 'Do an onboarding, or go on with it',
    about: 'Takes an onboarding from its first step as far as it goes. Under a name that exists it continues; an answer that changed in the file counts as changed by hand. Stopping it is always safe.',
    positionals: [],
    options: ['config', ...running],
    examples: [
      ['wizard run --sandbox --config examples/onboarding.yaml', 'try it with no AWS account'],
      ['wizard run --config onboarding.yaml', 'the real thing, unattended'],
      ['wizard run --config onboarding.yaml --until network', 'only as far as the management range'],
    ],
    next: 'wizard status',
    load: () => import('./run.ts'),
  },
  {
    name: 'plan',
    summary: 'Show the calls a run would make, and send nothing',
    about: 'Looks at AWS, and lists each call that would change something, which of them can not be undone, what is billed, and how long it takes.',
    positionals: [],
    options: ['config', 'set', 'until', 'scenario', 'speed'],
    examples: [['wizard plan --config onboarding.yaml', 'what would happen']],
    next: 'wizard run --config onboarding.yaml',
    load: () => import('./plan.ts'),
  },
  {
    name: 'resume',
    summary: 'Go on with an onboarding by its name',
    about: 'Continues with the answers that were given before. What was under way is looked up before anything is sent.',
    positionals: [{ name: 'NAME', complete: 'onboarding' }],
    options: running,
    examples: [
      ['wizard resume contoso-euw1', 'go on where it stopped'],
      ['wizard resume contoso-euw1 --again export', 'the VM was mended and exported anew'],
    ],
    next: 'wizard status',
    load: () => import('./resume.ts'),
  },
  {
    name: 'status',
    summary: 'Show where an onboarding stands',
    about: 'Reads the journal on this machine; AWS is not asked.',
    positionals: [{ name: 'NAME', complete: 'onboarding' }],
    options: [],
    examples: [['wizard status contoso-euw1', 'each step, and what it waits for']],
    next: 'wizard resume NAME',
    load: () => import('./status.ts'),
  },
  {
    name: 'list',
    summary: 'List the onboardings on this machine',
    about: 'Lists the onboardings in the state directory; with --sandbox those of the simulator alone.',
    positionals: [],
    options: [],
    examples: [['wizard list', 'all of them']],
    next: 'wizard status NAME',
    load: () => import('./list.ts'),
  },
  {
    name: 'report',
    summary: 'Write down what was chosen and made (Markdown)',
    about: 'What was chosen and by whom, what was made with ids and times, and what keeping it is billed as.',
    positionals: [{ name: 'NAME', complete: 'onboarding' }],
    options: ['out'],
    examples: [['wizard report contoso-euw1 --out report.md', 'a file for the records']],
    next: 'wizard status NAME',
    load: () => import('./report.ts'),
  },
  {
    name: 'inspect',
    summary: 'Look into a disk image before it is uploaded',
    about: 'Reads the headers of an OVA, VMDK, VHD, VHDX or raw disk and says whether AWS will take it. Offline, and quick on files of any size.',
    positionals: [{ name: 'FILE', required: true, complete: 'file' }],
    options: ['set'],
    set: 'What it shall hold: windows=windows-11-24h2',
    examples: [
      ['wizard inspect win11.ova', 'what is in it, and what is wrong with it'],
      ['wizard inspect win11.ova --set windows=windows-11-24h2', 'judged for that Windows'],
    ],
    next: 'wizard run --config onboarding.yaml',
    load: () => import('./inspect.ts'),
  },
  {
    name: 'check-log',
    summary: 'Judge the logs of the BYOL checker',
    about: 'Reads the checker’s logs and says for each test what it means, and how to mend it.',
    positionals: [{ name: 'FILE', required: true, many: true, complete: 'file' }],
    options: ['set', 'out'],
    set: 'What it is judged for: windows=…, office=…, protocol=…',
    examples: [
      ['wizard check-log checker/*.txt', 'all logs of one VM'],
      ['wizard check-log checker/*.txt --set windows=windows-11-24h2 --out fix.ps1', 'judged for that Windows, with a script that mends what it can'],
    ],
    next: 'wizard inspect FILE',
    load: () => import('./check-log.ts'),
  },
  {
    name: 'explain',
    summary: 'Explain an error message of AWS, the checker or Sysprep',
    about: 'Give it the code or the text of an error, and it says what it means, the likely causes and the cure. Offline. Without TEXT it reads from a pipe.',
    positionals: [{ name: 'TEXT', many: true }],
    options: [],
    examples: [['wizard explain "Disk validation failed [Unsupported OVA format]"', 'what is behind it']],
    next: 'wizard resume NAME',
    load: () => import('./explain.ts'),
  },
  {
    name: 'template',
    summary: 'Print a policy, script or guide to hand on',
    about: 'IAM policies, PowerShell scripts, registry files, guides and recipes. Without NAME it lists them; --set fills in its values.',
    positionals: [{ name: 'NAME' }, { name: 'SECTION', many: true }],
    options: ['set', 'out'],
    set: 'Fills in a value: bucket=my-bucket',
    examples: [
      ['wizard template', 'list them'],
      ['wizard template iam-policy network import', 'a policy for two steps alone'],
      ['wizard template vmimport-policy --set bucket=my-bucket --out policy.json', 'one of them as a file'],
    ],
    next: 'wizard run --config onboarding.yaml',
    load: () => import('./template.ts'),
  },
  {
    name: 'config',
    summary: 'Begin, check or describe a configuration file',
    about: 'init writes a commented example (onboarding.yaml unless FILE is given; - prints it), validate checks a file and sends nothing, schema prints the JSON Schema that editors complete with.',
    positionals: [{ name: 'ACTION', required: true, choices: ['init', 'validate', 'schema'] }, { name: 'FILE', complete: 'file' }],
    options: ['set', 'out'],
    examples: [
      ['wizard config init', 'write a commented onboarding.yaml'],
      ['wizard config validate onboarding.yaml', 'every mistake at once, with its line'],
      ['wizard config schema --out onboarding.schema.json', 'for editors'],
    ],
    next: 'wizard run --config onboarding.yaml',
    load: () => import('./config.ts'),
  },
  {
    name: 'sandbox',
    summary: 'Serve the AWS simulator for any AWS client',
    about: 'Serves a simulated AWS on 127.0.0.1 until it is stopped, and prints the environment variables that a client needs.',
    positionals: [],
    options: ['port', 'state', 'speed', 'scenario'],
    examples: [
      ['wizard sandbox --port 4566', 'then, in another terminal: aws workspaces describe-account'],
      ['wizard sandbox --state world.json', 'keep what was made'],
    ],
    next: 'wizard run --config examples/onboarding.yaml',
    load: () => import('./sandbox.ts'),
  },
  {
    name: 'completion',
    summary: 'Print the completion script of a shell',
    about: 'Commands, options, steps and the names of your onboardings, for the Tab key.',
    positionals: [{ name: 'SHELL', required: true, choices: ['bash', 'zsh', 'fish', 'powershell'] }],
    options: [],
    examples: [
      ['source <(wizard completion bash)', 'bash, this session; put it in ~/.bashrc to keep it'],
      ['wizard completion fish > ~/.config/fish/completions/wizard.fish', 'fish'],
      ['wizard completion powershell | Out-String | Invoke-Expression', 'PowerShell'],
    ],
    next: 'wizard --help',
    load: () => import('./completion.ts'),
  },
];

/** What the program does without a command, for help and completion. */
export const startOptions: readonly OptionName[] = running;

/** The row of `name`, if there is one. */
export function commandRow(name: string): CommandRow | undefined {
  return commandTable.find((row) => row.name === name);
}
