import { z } from 'zod';
import type { Identity } from '../aws/identity.ts';
import { awsSettings } from '../aws/settings.ts';
import { ProblemError, type Problem } from '../problem.ts';
import type { Desk } from '../desk.ts';
import type { Choice, Question } from '../step.ts';
import { say, type Text } from '../text.ts';
import type { Context } from './context.ts';
import type { Link } from './link.ts';

/** What a person decides about the credentials that were found. */
export type Decided = { readonly do: 'go' } | { readonly do: 'again' } | { readonly do: 'profile'; readonly profile: string } | { readonly do: 'leave' };

const question = (title: string): Question<string> => ({ key: 'account', kind: 'select', title, why: '', example: 'go', schema: z.string() });

/** Shows whose credentials these are and what they are for, and asks whether that is right. */
export async function confirmAccount(context: Context, { connection }: Link, identity: Identity, desk: Desk): Promise<Decided> {
  const alias = await connection.alias();
  const { region, credentials, endpoint } = connection;
  const about: Text[] = [
    say`Account:     ${identity.account}${alias ? ` (${alias})` : ''}`,
    say`You are:     ${identity.arn}`,
    say`Credentials: ${credentials.from}`,
    say`Region:      ${region.id}, from ${region.from}`,
    ...(endpoint.kind === 'aws' ? [] : [say`Endpoint:    ${endpoint.url ?? endpoint.from ?? 'your own'}: this is not AWS itself`]),
  ];
  const choices: Choice[] = [
    { value: 'go', label: 'Yes, go on with this account' },
    ...(await otherProfiles(context)),
    { value: 'leave', label: 'No, leave', hint: 'Nothing was begun.' },
  ];
  return decided(await desk.inquire({ question: question('Is this the account that the licences are for?'), choices, initial: 'go', about }));
}

/** What to do about trouble on the way to the run: credentials, the network, another wizard that has it open. */
export async function whatNow(context: Context, problem: Problem, desk: Desk): Promise<Decided> {
  const choices: Choice[] = [{ value: 'again', label: 'Try again' }, ...(await otherProfiles(context)), { value: 'leave', label: 'Leave' }];
  return decided(await desk.inquire({ question: question('What now?'), choices, initial: 'again', problem }));
}

function decided(answer: unknown): Decided {
  if (answer === 'go' || answer === 'again') return { do: answer };
  if (typeof answer === 'string' && answer.startsWith('profile ')) return { do: 'profile', profile: answer.slice('profile '.length) };
  return { do: 'leave' };
}

/** The profiles of this user but the one in use; none in the sandbox, which needs none. */
async function otherProfiles({ options, environment }: Context): Promise<Choice[]> {
  if (options.sandbox) return [];
  try {
    const { sections, profile } = await awsSettings({ environment, region: options.region ?? 'us-east-1' });
    const used = options.profile ?? profile.name;
    const names = Object.keys(sections).filter((name) => !/^(?:sso-session|services)\./.test(name) && name !== used);
    return names.map((name) => ({ value: `profile ${name}`, label: `Use the profile ${name} instead` }));
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}
