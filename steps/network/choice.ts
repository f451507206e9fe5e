import { region } from '../../source/knowledge/regions.ts';
import { rule } from '../../source/knowledge/rules.ts';
import { addressMap, type AddressMap } from '../../source/network/map.ts';
import { rankCandidates, type Candidate, type RankingInput } from '../../source/network/rank.ts';
import { fail, type Problem } from '../../source/problem.ts';
import type { Work } from '../../source/step.ts';
import { observe, type Observed } from './observed.ts';

export type Answers = {
  searchRange: string;
  avoid: readonly string[];
  /** `auto` until it is resolved, then `a.b.0.0/16`. */
  managementCidr: string;
  /** The confirmation, as written down by a person. */
  confirmManagementCidr: string;
};

/** Where AWS looks for management ranges unless told otherwise. */
export const defaultSearchRange = '10.0.0.0/8';

/** Source of the pattern: https://docs.aws.amazon.com/workspaces/latest/api/API_ModifyAccount.html */
export const rangePattern = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.0\.0\/16$/;

/** The range that was chosen, once `auto` is resolved. */
export function chosenRange({ managementCidr }: Partial<Answers>): string | undefined {
  return managementCidr !== undefined && rangePattern.test(managementCidr) ? managementCidr : undefined;
}

/** What AWS offers now inside the search range, ranked against everything seen in use; usable ones first. */
export async function rankOffers(work: Work<Partial<Answers>>, seen?: Observed): Promise<readonly Candidate[]> {
  return rankCandidates(await readAddresses(work, seen));
}

/** The same as a picture of the five search ranges, from the same calls: AWS's answers are remembered for a round. */
export async function mapAddresses(work: Work<Partial<Answers>>): Promise<AddressMap> {
  return addressMap({ ...(await readAddresses(work)), searchRanges: rule('network.search-ranges').value, searched: searchedRange(work) });
}

/** What AWS offers inside the search range, and everything seen in use. */
async function readAddresses(work: Work<Partial<Answers>>, seen?: Observed): Promise<RankingInput> {
  const [offered, { observations }] = await Promise.all([
    // Five a page is the most that AWS gives.
    work.aws.list('workspaces:ListAvailableManagementCidrRanges', { ManagementCidrRangeConstraint: searchedRange(work), MaxResults: 5 }, (page) => page.ManagementCidrRanges),
    seen ?? observe(work.aws),
  ]);
  return { offered, observations, avoid: work.answers.avoid ?? [], shared: region(work.region)?.shared ?? [] };
}

function searchedRange({ answers }: Work<Partial<Answers>>): string {
  return answers.searchRange ?? defaultSearchRange;
}

/**
 * Turns the answer into a range: `auto` into the one written down under `confirmManagementCidr` where that is offered and
 * free, else into the best ranked. A range that AWS does not offer is a problem (exit 4).
 */
export async function chooseRange(value: string, work: Work<Partial<Answers>>): Promise<string> {
  const ranked = await rankOffers(work);
  const find = (cidr: string | undefined) => ranked.find((candidate) => candidate.cidr === cidr);
  if (value !== 'auto') return find(value)?.cidr ?? fail(notOffered(value, ranked, work));
  const written = find(work.answers.confirmManagementCidr);
  const chosen = written?.usable ? written : ranked[0];
  return chosen?.usable ? chosen.cidr : fail(noneFree(ranked, work));
}

function notOffered(value: string, ranked: readonly Candidate[], work: Work<Partial<Answers>>): Problem {
  return {
    code: 'network.not-offered',
    what: `AWS does not offer ${value} as a management range.`,
    causes: [`It lies outside the search range ${searchedRange(work)}.`, 'It has been given away meanwhile: the free ranges change often.'],
    todo: ['Set network.managementCidr to auto, or to one of:', ...rankedLines(ranked)],
    back: 'network',
    exit: 4,
  };
}

function noneFree(ranked: readonly Candidate[], work: Work<Partial<Answers>>): Problem {
  const range = searchedRange(work);
  const clashes = ranked[0]?.reasons.filter((reason) => reason.startsWith('Clashes')).join(' ');
  return {
    code: 'network.none-free',
    what: ranked.length ? `Each of the ${ranked.length} ranges that AWS offers in ${range} is in use in your networks.` : `AWS offers no management range in ${range}.`,
    ...(clashes && { causes: [`${ranked[0]?.cidr}: ${clashes}`] }),
    todo: [`Set network.searchRange to another of ${rule('network.search-ranges').value.filter((known) => known !== range).join(', ')}.`, 'Take out of network.avoid what is not really in use.'],
    back: 'network',
    exit: 4,
  };
}

/** The best `most` usable ranges in plain lines, the best first. */
export function rankedLines(ranked: readonly Candidate[], most = 5): string[] {
  return ranked
    .filter(({ usable }) => usable)
    .slice(0, most)
    .map(({ cidr, reasons }, index) => `${index + 1}. ${cidr}: ${reasons.join(' ')}`);
}
