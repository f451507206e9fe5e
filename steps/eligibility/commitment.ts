import { minimums, rule, type Rule } from '../../source/knowledge/rules.ts';
import { region } from '../../source/knowledge/regions.ts';
import { cite } from '../../source/knowledge/sources.ts';
import type { Finding } from '../../source/step.ts';

/** GPU WorkSpaces planned for a month, by running mode. */
export type PlannedGpu = { readonly alwaysOn: number; readonly autoStop: number };

export type Plan = {
  /** WorkSpaces without GPU. */
  readonly workspaces: number;
  readonly gpu: PlannedGpu;
  readonly licensed: boolean;
  readonly region: string;
  /** The account is enabled already: AWS took the commitment, so a small plan is a warning. */
  readonly enabled: boolean;
  /** The day whose rules hold, milliseconds since 1970. */
  readonly now: number;
};

/** What is promised by bringing licences (the agreement with Microsoft, the numbers AWS asks for) against the rules of the day. */
export function judgeCommitment(plan: Plan): Finding[] {
  return [...judgeLicence(plan), ...judgeNumber(plan), ...judgeGpu(plan)];
}

function judgeLicence({ licensed, now }: Plan): Finding[] {
  if (licensed) return [];
  return [
    {
      rule: 'eligibility.licence',
      level: 'blocker',
      title: 'Without an agreement that allows Windows in a virtual hosted environment, these licences may not run in Amazon WorkSpaces, on dedicated hardware or not.',
      source: cite(rule('eligibility.licence', now).source),
      fix: 'Ask your Microsoft reseller for virtual desktop rights (Windows Enterprise E3 or E5 per user, VDA E3 or E5), then set eligibility.licenceAllowsVirtualHosting to true. Or use public WorkSpaces bundles, which include a licence.',
    },
  ];
}

function judgeNumber({ workspaces, gpu, region, enabled, now }: Plan): Finding[] {
  // An account that only runs GPU bundles is held to their numbers alone.
  if (workspaces === 0 && gpu.alwaysOn + gpu.autoStop > 0) return [];
  const minimum = minimums(region, now).workspaces;
  if (workspaces >= minimum.value) {
    return [{ rule: minimum.id, level: 'info', title: `${workspaces} WorkSpaces planned, ${minimum.value} needed in ${region}.`, source: cite(minimum.source) }];
  }
  return [tooFew(minimum, enabled, `${workspaces} WorkSpaces are planned; in ${region} AWS asks for at least ${minimum.value}. ${minimum.says}`, 'eligibility.plannedWorkspaces')];
}

function judgeGpu({ gpu, region: id, enabled, now }: Plan): Finding[] {
  if (gpu.alwaysOn + gpu.autoStop === 0) return [];
  if (region(id)?.gpu.length === 0) {
    return [
      {
        rule: 'eligibility.gpu-region',
        level: 'blocker',
        title: `Bundles with a GPU are not offered in ${id}.`,
        source: cite(['byol', 'bundles']),
        fix: 'Set both numbers of eligibility.plannedGpu to 0, or choose another Region.',
      },
    ];
  }
  const { gpuAlwaysOn, gpuAutoStop } = minimums(id, now);
  const graphics = rule('eligibility.graphics', now);
  const findings: Finding[] = [{ rule: graphics.id, level: 'warning', title: graphics.says, source: cite(graphics.source), fix: 'Open a case with AWS Support and ask for BYOL with GPU bundles in this account and Region.' }];
  if (gpu.alwaysOn < gpuAlwaysOn.value && gpu.autoStop < gpuAutoStop.value) {
    const title = `${gpu.alwaysOn} AlwaysOn and ${gpu.autoStop} AutoStop WorkSpaces with a GPU are planned; AWS asks for at least ${gpuAlwaysOn.value} AlwaysOn or ${gpuAutoStop.value} AutoStop per Region and month.`;
    findings.push(tooFew(gpuAlwaysOn, enabled, title, 'eligibility.plannedGpu'));
  }
  return findings;
}

function tooFew(minimum: Rule, enabled: boolean, title: string, key: string): Finding {
  return {
    rule: minimum.id,
    level: enabled ? 'warning' : 'blocker',
    title: enabled ? `${title} The account is enabled already; AWS may ask about the number.` : title,
    source: cite(minimum.source),
    fix: `Count the WorkSpaces of all linked accounts and the users of WorkSpaces Applications in this Region too, then correct ${key}. With fewer, use public bundles, which include a Windows licence.`,
  };
}
