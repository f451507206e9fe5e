import { expect, it } from 'vitest';
import { answers, runAgainst, sandboxOf, temporaryFolder } from './onboarding.ts';
it('runs', async () => {
  const sandbox = await sandboxOf();
  const t = performance.now();
  const ran = await runAgainst(sandbox, temporaryFolder(), answers);
  for (const e of ran.events) console.log(JSON.stringify(e).slice(0, 400));
  console.log(performance.now() - t);
  expect(ran.exitCode).toBe(0);
}, 60000);
