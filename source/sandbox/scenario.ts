import { readFileSync } from 'node:fs';
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { scenarioSchema } from './scenario-file.ts';
import type { ScenarioFile } from './scenario-file.ts';
import { SandboxError } from './service.ts';

/** Reads a scenario file (YAML). Throws a {@link SandboxError} that names file, line and key of everything wrong in it. */
export function readScenario(file: string): ScenarioFile {
  let written: string;
  try {
    written = readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new SandboxError(`${file}: ${missing ? 'there is no such file' : (error as Error).message}.`);
  }
  return parseScenario(written, file);
}

/** The same for text; `file` is what errors call it. */
export function parseScenario(written: string, file: string): ScenarioFile {
  const lines = new LineCounter();
  const document = parseDocument(written, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new SandboxError(document.errors.map((error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`).join('\n'));
  }
  const result = scenarioSchema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const told = result.error.issues.flatMap((issue) => {
    const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
    if (issue.code !== 'unrecognized_keys') return [say(path, issue.message)];
    return issue.keys.map((key) => say([...path, key], 'this key is not known'));
  });
  throw new SandboxError(told.join('\n'));

  function say(path: (string | number)[], message: string): string {
    return `${file}:${lines.linePos(startOf(document, path)).line}: ${path.join('.') || 'the file'}: ${message}`;
  }
}

/** Where a key stands in the text, or its nearest parent that is there. */
function startOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length > 1 ? document.getIn(path.slice(0, length - 1), true) : document.contents;
    if (isMap(parent)) {
      const key: unknown = parent.items.find((pair) => String(pair.key) === String(path[length - 1]))?.key;
      if (isNode(key) && key.range) return key.range[0];
    }
    const value: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(value) && value.range) return value.range[0];
  }
  return 0;
}
