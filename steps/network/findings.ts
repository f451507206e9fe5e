import { rule } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import { networkNotes } from '../../source/network/notes.ts';
import { rankCandidates, type Candidate } from '../../source/network/rank.ts';
import type { Finding, Work } from '../../source/step.ts';
import { accountOf, type Account } from '../shared/account.ts';
import { type Answers, chosenRange, rankOffers } from './choice.ts';
import { modificationsOf } from './modifications.ts';
import { observe, type Observed } from './observed.ts';

/** The chosen range, or the one that the account has, against everything that was seen. */
export async function judgeNetwork(work: Work<Answers>): Promise<Finding[]> {
  const [account, seen] = await Promise.all([accountOf(work.aws), observe(work.aws)]);
  const notes = networkNotes({ unseen: seen.unseen, date: work.now() });
  if (account.range) return [...judgeExisting(account, account.range, seen, work), ...notes];
  const chosen = chosenRange(work.answers);
  if (!chosen) return [...notes];
  const clash = judgeChoice(chosen, judged(chosen, seen, work));
  // Once AWS is at work on a range, what else there was to choose from no longer matters.
  const pending = (await modificationsOf(work.aws)).some(({ state }) => state === 'PENDING');
  const ranking = pending ? [] : judgeRanking(chosen, await rankOffers(work, seen));
  return [...clash, ...ranking, ...notes];
}

function judged(range: string, { observations }: Observed, { answers }: Work<Answers>): Candidate | undefined {
  return rankCandidates({ offered: [range], observations, avoid: answers.avoid ?? [] })[0];
}

function judgeExisting({ linked }: Account, range: string, seen: Observed, work: Work<Answers>): Finding[] {
  const immutable = rule('network.immutable', work.now());
  const base = { rule: 'network.existing-range', source: cite(immutable.source), certainty: 'seen' } as const;
  const owner = linked === 'target' ? `The account it is linked to has ${range}` : `This account has ${range}`;
  const candidate = judged(range, seen, work);
  const findings: Finding[] = [
    candidate?.usable
      ? { ...base, level: 'info', title: `${owner} as its management range, and nothing that was seen uses it.` }
      : {
          ...base,
          level: 'warning',
          title: `${owner} as its management range, and it can not be changed. ${clashWords(candidate)}`,
          fix: 'Place WorkSpaces only in VPCs whose addresses and routes do not overlap it: registering a directory elsewhere fails.',
        },
  ];
  const wanted = chosenRange(work.answers) ?? work.answers.confirmManagementCidr;
  if (wanted && wanted !== range) {
    findings.push({ ...base, rule: 'network.other-range', level: 'warning', title: `${wanted} was asked for, but the account has ${range} for good; that one is used.` });
  }
  return findings;
}

function judgeChoice(chosen: string, candidate: Candidate | undefined): Finding[] {
  if (!candidate || candidate.usable) return [];
  return [
    {
      rule: 'network.clash',
      level: 'blocker',
      title: `${chosen} is in use: ${clashWords(candidate)}`,
      source: cite('ports'),
      fix: 'Set network.managementCidr to auto or to a range of the ranking; what is not really in use can be taken out of network.avoid.',
      certainty: 'seen',
    },
  ];
}

function clashWords(candidate: Candidate | undefined): string {
  return (candidate?.reasons ?? []).filter((reason) => /clash/i.test(reason)).join(' ');
}

function judgeRanking(chosen: string, ranked: readonly Candidate[]): Finding[] {
  const usable = ranked.filter((candidate) => candidate.usable);
  const place = usable.findIndex(({ cidr }) => cidr === chosen);
  const own = usable[place];
  const others = usable.filter(({ cidr }) => cidr !== chosen).slice(0, 5);
  const base = { rule: 'network.ranking', level: 'info', source: cite('api-list-ranges'), certainty: 'inferred' } as const;
  const findings: Finding[] = [];
  if (own) findings.push({ ...base, title: `${chosen} is ${place === 0 ? 'the best' : `number ${place + 1}`} of ${usable.length} usable ranges (AWS offers ${ranked.length}). ${own.reasons.join(' ')}` });
  if (others.length) findings.push({ ...base, title: `The best others: ${others.map(({ cidr, score }) => `${cidr} (${score})`).join(', ')}${own ? `; ${chosen} has ${own.score} points` : ''}.` });
  return findings;
}
