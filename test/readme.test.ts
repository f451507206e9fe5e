import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { madeReadme } from './make-readme.ts';

describe('README.md', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('has the commands and the configuration as the program has them (npm run readme)', () => {
    expect(readme).toBe(madeReadme(readme));
  });

  it('names the two commands that a newcomer types', () => {
    expect(readme).toContain('npm ci && npx wizard run --sandbox --config examples/onboarding.yaml');
    expect(readme).toContain('npm ci && npm test');
  });
});
