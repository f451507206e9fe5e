import { readFile, writeFile } from 'node:fs/promises';
import { language } from '../../source/knowledge/languages.ts';
import { ProblemError, type Problem } from '../../source/problem.ts';
import { encodeTemplate, renderTemplate } from '../../source/templates.ts';
import type { Change, Outcome, Pace, Sighting, Work } from '../../source/step.ts';
import type { ImageAnswers } from './answers.ts';

const pace: Pace = { every: 1_000, expect: [0, 1_000], warnAfter: 10_000, visibility: 0 };

/** The three ways to set the language of Office, as files: which of them is used is the administrator's choice. */
const files = [
  { template: 'office-language-reg', ending: '.reg' },
  { template: 'office-language-script', ending: '.ps1' },
  { template: 'office-language-gpo', ending: '-gpo.md' },
] as const;

/** What sets the language of Office, written into the onboarding's folder; none where no language is asked for. */
export function officeLanguageChanges(work: Work<ImageAnswers>): Change[] {
  const { office = 'none', officeLanguage } = work.answers;
  const wanted = office === 'none' || !officeLanguage ? undefined : language(officeLanguage);
  if (!wanted) return [];
  const written = files.map(({ template, ending }) => {
    // The domain is not known here; its placeholder stays for a person to read.
    const text = renderTemplate(template, { language: wanted.tag }, { keepUnfilled: true });
    return { path: work.file(`office-${wanted.tag}${ending}`), bytes: encodeTemplate(template, text) };
  });
  const paths = written.map(({ path }) => path);
  return [
    {
      id: 'office-language',
      title: `Files that set Office to ${wanted.name}`,
      call: { service: 'local', operation: 'WriteFiles', input: { files: paths } },
      kind: 'repeatable',
      naturalKey: wanted.tag,
      pace,
      look: async (): Promise<Sighting> => {
        const same = await Promise.all(written.map(async ({ path, bytes }) => (await readFile(path).catch(() => undefined))?.equals(bytes)));
        return same.every(Boolean) ? { state: 'done', outputs: { files: paths } } : { state: 'absent' };
      },
      send: async (): Promise<Outcome> => {
        try {
          for (const { path, bytes } of written) await writeFile(path, bytes, { mode: 0o600 });
          return { kind: 'ok', outputs: { files: paths } };
        } catch (error) {
          return { kind: 'refused', problem: unwritable(error) };
        }
      },
    },
  ];
}

function unwritable(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'image.files-unwritten',
    what: 'The files that set the language of Office could not be written.',
    causes: ['The disk is full.', 'The folder of the onboarding is not writable.'],
    todo: ['Make room, then run this again; the same files come from "wizard template office-language-reg language=…".'],
    back: 'image',
    raw: { operation: 'local:WriteFiles', message },
    exit: 1,
  };
}
