import type { AwsCredentialIdentity } from '@smithy/types';
import { line } from '../text.ts';
import type { AwsSettings, Environment } from './settings.ts';

/** Where credentials come from and what renews them. `keys`: they stand in the environment itself. */
export type Origin = { readonly from: string; readonly renew: readonly string[]; readonly keys?: AwsCredentialIdentity };

const goesOn = 'the wizard goes on by itself once they are renewed; if it has ended, start it again';

/** Finds out where the credentials will come from, without using them. */
export function originOf({ profile, sections }: AwsSettings, environment: Environment): Origin {
  const keys = profile.from === '--profile' ? undefined : keysOf(environment);
  if (keys) {
    return {
      from: 'the environment (AWS_ACCESS_KEY_ID)',
      renew: ['set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN anew in the shell', 'then start the wizard again: it goes on where it was'],
      keys,
    };
  }
  if (profile.exists) {
    const { kind, root } = rootOf(profile.name, sections);
    const name = line(root);
    const option = root === 'default' ? '' : ` --profile ${/^[\w.@+-]+$/.test(name) ? name : `"${name}"`}`;
    return { from: `profile ${line(profile.name)}${words[kind]}`, renew: [...renewals[kind](option), goesOn] };
  }
  if (environment['AWS_WEB_IDENTITY_TOKEN_FILE']) {
    return { from: 'the web identity token (AWS_WEB_IDENTITY_TOKEN_FILE)', renew: ['have the platform write a new token to that file', goesOn] };
  }
  return { from: 'the role of this container or instance', renew: ['check the role that the container or instance runs under', goesOn] };
}

type Kind = 'sso' | 'login' | 'process' | 'web' | 'source' | 'keys';

const words: { readonly [Is in Kind]: string } = {
  sso: ' (IAM Identity Center)',
  login: ' (aws login)',
  process: ' (credential_process)',
  web: ' (web identity)',
  source: ' (credential_source)',
  keys: '',
};

const renewals: { readonly [Is in Kind]: (option: string) => string[] } = {
  sso: (option) => [`aws sso login${option}`],
  login: (option) => [`aws login${option}`],
  process: () => ['renew what the profile’s credential_process uses'],
  web: () => ['have the platform write a new token to web_identity_token_file'],
  source: () => ['check the role that the container or instance runs under'],
  keys: (option) => [`aws configure${option}   (or write new keys into that profile)`],
};

/** The profile at the end of a chain of `source_profile`: the one that a person signs in to. */
function rootOf(name: string, sections: AwsSettings['sections'], seen: readonly string[] = []): { kind: Kind; root: string } {
  const section = sections[name] ?? {};
  const source = section['source_profile'];
  if (section['role_arn'] && source && source !== name && !seen.includes(source)) return rootOf(source, sections, [...seen, name]);
  if (section['aws_access_key_id']) return { kind: 'keys', root: name };
  if (section['web_identity_token_file']) return { kind: 'web', root: name };
  if (section['credential_process']) return { kind: 'process', root: name };
  if (section['sso_session'] || section['sso_start_url']) return { kind: 'sso', root: name };
  if (section['login_session']) return { kind: 'login', root: name };
  return { kind: section['credential_source'] ? 'source' : 'keys', root: name };
}

function keysOf(environment: Environment): AwsCredentialIdentity | undefined {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
  if (!accessKeyId || !secretAccessKey) return undefined;
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  const end = Date.parse(environment['AWS_CREDENTIAL_EXPIRATION'] ?? '');
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }), ...(end && { expiration: new Date(end) }) };
}
