import { defineConfig } from 'vitest/config';

/** Tests run in any order and without network; `npm run test:deep` sets DEEP=1 for the long part of each suite. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    sequence: { shuffle: true },
    testTimeout: process.env['DEEP'] ? 600_000 : 60_000,
    hookTimeout: 60_000,
  },
});
