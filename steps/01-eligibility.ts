import { z } from 'zod';
import { cite } from '../source/knowledge/sources.ts';
import type { Finding, Question, Step, Work } from '../source/step.ts';
import { accountOf, ifAllowed } from './shared/account.ts';
import { judgeCommitment, type PlannedGpu } from './eligibility/commitment.ts';
import { enablement } from './eligibility/enablement.ts';
import { judgePermissions } from './eligibility/permissions.ts';
import { judgeQuotas, judgeRegion } from './eligibility/surroundings.ts';
import { judgeEncryption, type EncryptionTold } from './shared/encryption.ts';
import { judgeRoot } from './shared/root.ts';

type Answers = { plannedWorkspaces: number; plannedGpu: PlannedGpu; licenceAllowsVirtualHosting: boolean };

const count = z.int('expected a whole number').min(0, 'expected 0 or more').max(100_000, 'expected at most 100,000');
const noGpu: PlannedGpu = { alwaysOn: 0, autoStop: 0 };

const plannedWorkspaces: Question<number> = {
  key: 'plannedWorkspaces',
  kind: 'number',
  title: 'How many WorkSpaces without a GPU will run in this Region?',
  why: 'AWS runs brought licences on hardware that is dedicated to you, and asks for a minimum number per Region and month.',
  where: 'Count those of all linked accounts in this Region, and the users of WorkSpaces Applications.',
  example: 120,
  schema: count,
  judged: true,
};

const plannedGpu: Question<PlannedGpu> = {
  key: 'plannedGpu',
  kind: 'object',
  title: 'How many WorkSpaces with a GPU, AlwaysOn and AutoStop?',
  why: 'Bundles with a GPU have a minimum of their own and are enabled by AWS Support.',
  example: { alwaysOn: 0, autoStop: 0 },
  schema: z.strictObject({ alwaysOn: count, autoStop: count }),
  optional: true,
  judged: true,
  initial: () => noGpu,
  fields: [
    { key: 'alwaysOn', kind: 'number', title: 'WorkSpaces with a GPU that run all the time (AlwaysOn)' },
    { key: 'autoStop', kind: 'number', title: 'WorkSpaces with a GPU that stop when nobody is connected (AutoStop)' },
  ],
};

const licence: Question<boolean> = {
  key: 'licenceAllowsVirtualHosting',
  kind: 'confirm',
  title: 'Does your agreement with Microsoft allow Windows to run in a virtual hosted environment?',
  why: 'Bringing a licence is only lawful with virtual desktop rights; AWS relies on your word.',
  where: 'Your Microsoft agreement or reseller: Windows Enterprise E3 or E5 per user, or VDA E3 or E5.',
  example: true,
  schema: z.boolean('expected true or false'),
  judged: true,
};

/** May this account bring its Windows licences to WorkSpaces in this Region, and is it enabled for it? */
export const eligibility: Step<Answers, 'eligibility'> = {
  id: 'eligibility',
  title: 'Eligibility',
  why: 'Everything that could stop the onboarding later is looked at before anything is changed.',
  needs: [],
  questions: [plannedWorkspaces, plannedGpu, licence],
  findings,
  changes: (work) => [enablement(work)],
  outputs({ answers, made }) {
    return made('enablement') && answers.plannedWorkspaces !== undefined ? { plannedWorkspaces: answers.plannedWorkspaces } : undefined;
  },
};

/** It stops nothing yet: `import` decides. */
const encryptionAhead: EncryptionTold = {
  unseen: 'info',
  on: {
    level: 'warning',
    fix: 'import.defaultEncryption decides: stop (the default) stops before the import, so that you can import in another account; suspend switches the setting off for the whole Region while the import runs, after a typed confirmation, and back on afterwards.',
  },
};

async function findings(work: Work<Answers>): Promise<Finding[]> {
  const { plannedWorkspaces: workspaces = 0, plannedGpu: gpu = noGpu, licenceAllowsVirtualHosting: licensed = false } = work.answers;
  const told = await ifAllowed(accountOf(work.aws));
  const account = 'value' in told ? told.value : { enabled: false };
  const judged = await Promise.all([judgeRegion(work), judgeQuotas(work, workspaces, gpu), judgeEncryption(work, encryptionAhead), judgePermissions(work)]);
  return [
    ...judgeRoot(work, 'eligibility.root'),
    ...judgeCommitment({ workspaces, gpu, licensed, region: work.region, enabled: account.enabled, now: work.now() }),
    ...judged.flat(),
    ...(account.range ? [hasRange(account.range)] : []),
  ];
}

function hasRange(range: string): Finding {
  return {
    rule: 'eligibility.has-range',
    level: 'info',
    title: `This account has the management range ${range} already; it stays as it is.`,
    source: cite('api-modify-account'),
    certainty: 'seen',
  };
}
