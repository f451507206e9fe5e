import { z } from 'zod';
import { vi } from 'vitest';
import type { FieldProps } from '../../../source/ink/field.ts';
import type { Question } from '../../../source/step.ts';

/** A question for a test, with what matters in it said. */
export function questionOf(said: Partial<Question>): Question {
  return { key: 'key', kind: 'text', title: 'Which?', why: 'It is needed.', example: 'sample', schema: z.string(), ...said };
}

/** Properties for a field that record what the field reports. */
export function propsOf(question: Partial<Question>, said: Partial<Omit<FieldProps, `on${string}`>> = {}) {
  return {
    question: questionOf(question),
    choices: undefined,
    initial: undefined,
    paths: { base: '/', platform: 'linux' as NodeJS.Platform, home: '/home/alice' },
    rows: 10,
    columns: 80,
    active: true,
    draft: undefined,
    onDraft: vi.fn<FieldProps['onDraft']>(),
    onAnswer: vi.fn<FieldProps['onAnswer']>(),
    onBack: vi.fn<FieldProps['onBack']>(),
    onTyping: vi.fn<FieldProps['onTyping']>(),
    ...said,
  };
}
