import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../problem.ts';
import { text } from '../text.ts';
import { endpointsOf, type Endpoints } from './endpoints.ts';

/** Environment variables, as given to whoever needs them. */
export type Environment = { readonly [name: string]: string | undefined };

/** The shared configuration and credentials files, which `aws configure` writes. */
export type ProfileFiles = { readonly configFilepath: string; readonly filepath: string };

/** A section of the shared files: keys as written there, nested ones as `service.key`. */
export type Section = { readonly [key: string]: string | undefined };

/** What the standard AWS places say, before anything is asked of AWS. */
export type AwsSettings = {
  /** `from` says where the Region was found: `--region`, `AWS_REGION`, `profile contoso`. */
  readonly region: { readonly id: string; readonly from: string };
  readonly profile: { readonly name: string; readonly from: string; readonly exists: boolean };
  readonly endpoints: Endpoints;
  readonly files: ProfileFiles;
  /** Sections by profile name; `sso-session.x` and `services.x` are kept under these names. */
  readonly sections: { readonly [name: string]: Section };
};

export type SettingsOptions = {
  /** `--region` or the configuration file; wins over every other place. */
  readonly region?: string | undefined;
  /** `--profile`; wins over keys in the environment too. */
  readonly profile?: string | undefined;
  readonly environment: Environment;
};

/**
 * Reads Region, profile and endpoints from the standard AWS places: options, `AWS_REGION`, `AWS_DEFAULT_REGION` (which the
 * AWS CLI reads and the SDK for JavaScript does not), then the shared files. Endpoints follow
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html.
 *
 * @throws ProblemError `aws.no-profile`, `aws.no-region`, `aws.bad-region`, `aws.bad-endpoint`, all of exit code 2.
 */
export async function awsSettings({ region, profile, environment }: SettingsOptions): Promise<AwsSettings> {
  const files = profileFiles(environment);
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ...files, ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  const sections = Object.fromEntries([...names].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]));
  const chosen = chooseProfile(profile, environment, sections);
  const section = sections[chosen.name] ?? {};
  return {
    region: chooseRegion(region, environment, chosen.name, section),
    profile: chosen,
    endpoints: endpointsOf(environment, section, sections),
    files,
    sections,
  };
}

function profileFiles(environment: Environment): ProfileFiles {
  const home = environment['HOME'] || environment['USERPROFILE'] || homedir();
  const expand = (path: string) => path.replace(/^~(?=[/\\])/, home);
  return {
    configFilepath: expand(environment['AWS_CONFIG_FILE'] || join(home, '.aws', 'config')),
    filepath: expand(environment['AWS_SHARED_CREDENTIALS_FILE'] || join(home, '.aws', 'credentials')),
  };
}

function chooseProfile(option: string | undefined, environment: Environment, sections: AwsSettings['sections']): AwsSettings['profile'] {
  const variable = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'].find((name) => environment[name]);
  const name = option ?? (variable && environment[variable]) ?? 'default';
  const from = option ? '--profile' : (variable ?? 'the default');
  const exists = Object.hasOwn(sections, name);
  if (exists || from === 'the default') return { name, from, exists };
  const known = Object.keys(sections).filter((key) => !/^(sso-session|services)\./.test(key));
  return fail({
    code: 'aws.no-profile',
    what: `There is no AWS profile named “${text(name)}” (${from}).`,
    causes: [known.length ? `The profiles of this user are: ${known.map(text).join(', ')}.` : 'This user has no AWS profiles yet.'],
    todo: [`aws configure sso --profile ${text(name)}`, 'or name an existing profile with --profile'],
    exit: 2,
  });
}

function chooseRegion(option: string | undefined, environment: Environment, profile: string, section: Section): AwsSettings['region'] {
  const places: [string | undefined, string][] = [
    [option, '--region or the configuration file'],
    [environment['AWS_REGION'], 'AWS_REGION'],
    [environment['AWS_DEFAULT_REGION'], 'AWS_DEFAULT_REGION'],
    [section['region'], `profile ${profile}`],
  ];
  const [id, from] = places.find(([value]) => value) ?? [undefined, ''];
  if (id === undefined) {
    return fail({
      code: 'aws.no-region',
      what: 'No AWS Region is set.',
      causes: [`Neither --region, AWS_REGION, AWS_DEFAULT_REGION nor the profile ${profile} names one.`],
      todo: ['add --region eu-west-1 (the Region your WorkSpaces shall run in)', 'or write region: eu-west-1 in the configuration file'],
      exit: 2,
    });
  }
  if (/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(id)) return { id, from };
  return fail({
    code: 'aws.bad-region',
    what: `“${text(id)}” (${from}) is not the name of an AWS Region.`,
    causes: ['Regions are written like eu-west-1 or us-east-1: no zone letter at the end, no place name.'],
    todo: ['correct it, or override it with --region eu-west-1'],
    exit: 2,
  });
}
