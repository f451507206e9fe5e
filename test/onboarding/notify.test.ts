import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventsOfType, startWizard, temporaryFolder } from './wizard.ts';

it('a run tells the command of --notify of its end, while its own output stays as it was', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'told.ndjson');
  const command = `"${process.execPath}" -e "process.stdin.on('data', (data) => fs.appendFileSync(process.argv[1], data)); console.log('noise')" "${file}"`;
  const ran = await startWizard(['run', '--sandbox', '--config', 'examples/onboarding.yaml', '--until', 'eligibility', '--format', 'json', '--state-dir', folder, '--notify', command]).ended;
  expect(ran, ran.last).toMatchObject({ code: 0, stderr: expect.not.stringContaining('noise') });
  expect(ran.stdout).not.toContain('noise');
  const [begun] = eventsOfType(ran, 'run.started');
  expect(JSON.parse(readFileSync(file, 'utf8').trim())).toEqual({ ...eventsOfType(ran, 'run.finished')[0], name: 'contoso-euw1', account: begun?.account, region: begun?.region });
});
