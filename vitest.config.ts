import { defineConfig } from 'vitest/config';

/** Tests run in any order and without network; `npm run test:deep` (mode `deep`) sets DEEP=1 for the long part of each suite. */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    sequence: { shuffle: true },
    testTimeout: mode === 'deep' ? 900_000 : 60_000,
    hookTimeout: 60_000,
    // Most of the long ones wait for processes that they started.
    maxWorkers: 4,
    env: mode === 'deep' ? { DEEP: '1' } : {},
  },
}));
