import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node, type YAMLError } from 'yaml';
import type { Json } from '../step.ts';
import type { Fault, Place } from './faults.ts';

/** Steps from the root of a document to a value: keys and list positions. */
export type Path = readonly (string | number)[];

/** A YAML or JSON text with the place of everything in it. */
export type Source = {
  /** Undefined when the text can not be read as YAML at all. */
  readonly data: Json | undefined;
  /** Where the value (or its key) at `path` stands; the nearest one above it where it is not there. */
  place(path: Path, of?: 'value' | 'key'): Place;
  /** A scalar as it is written in the file, before YAML made a number or a boolean of it. */
  written(path: Path): string | undefined;
  /** The place of a character of the text. */
  at(offset: number): Place;
  readonly faults: readonly Fault[];
};

/** Reads YAML 1.2, of which JSON is a part. Faults of syntax are collected, never thrown. */
export function readSource(text: string, file: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const escapes = backslashes(document, text);
  const syntax = document.errors
    .filter(({ pos }) => !escapes.some(([from, to]) => pos[0] >= from && pos[0] <= to))
    .map((error): Fault => ({ place: at(error.pos[0]), key: '', message: syntaxText(error, /\.json$/i.test(file) ? 'JSON' : 'YAML') }));
  const faults = [...syntax, ...escapes.map(([from, , key]): Fault => ({ place: at(from), key, message: escapeCure(text) }))];
  let data: Json | undefined;
  if (syntax.length === 0) {
    try {
      data = document.toJS({ maxAliasCount: 100 }) as Json;
    } catch (error) {
      faults.push({ place: at(0), key: '', message: error instanceof Error ? error.message : String(error) });
    }
  }
  if (faults.length === 0 && !isMap(document.contents)) {
    const found = document.contents === null ? 'nothing' : isSeq(document.contents) ? 'a list' : 'a single value';
    faults.push({ place: at(0), key: '', message: `expected keys such as "name: contoso-euw1", found ${found}` });
    data = undefined;
  }
  return {
    data,
    faults,
    at,
    place: (path, of = 'value') => at(offsetOf(document, path, of)),
    written(path) {
      const node = document.getIn(path, true);
      return isScalar(node) && typeof node.source === 'string' ? node.source : undefined;
    },
  };
}

function offsetOf(document: Document.Parsed, path: Path, of: 'value' | 'key'): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part));
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      if (depth === path.length - 1 && of === 'key') return offset;
      node = pair.value;
    } else node = isSeq(node) ? node.items[Number(part)] : undefined;
    if (!node) return offset;
    offset = (node as Node).range?.[0] ?? offset;
  }
  return offset;
}

/** Where (from, to, key) double-quoted Windows paths hold a backslash that YAML and JSON take for an escape. */
function backslashes(document: Document.Parsed, text: string): [number, number, string][] {
  const found: [number, number, string][] = [];
  visit(document, {
    Scalar(_, node, ancestors) {
      if (node.type !== 'QUOTE_DOUBLE' || !node.range) return;
      const [from, to] = node.range;
      const inner = text.slice(from + 1, to - 1);
      const alone = inner.replaceAll('\\\\', '');
      const twice = inner.startsWith('\\\\') && !inner.startsWith('\\\\\\\\');
      if (!alone.includes('\\') && !twice) return;
      if (!/^(?:[A-Za-z]:|\.{0,2})\\/.test(inner)) return;
      const keys = ancestors.filter((ancestor) => isPair(ancestor)).map(({ key }) => (isScalar(key) ? String(key.value) : ''));
      found.push([from, to, keys.join('.')]);
    },
  });
  return found;
}

function escapeCure(text: string): string {
  const why = 'a backslash between double quotes begins an escape, so this path is not what it looks like; ';
  return why + (text.trimStart().startsWith('{') ? 'write every backslash twice, or use forward slashes' : "put the path between single quotes ('C:\\VMs\\win11.ova'), or use forward slashes");
}

function syntaxText({ code, message }: YAMLError, language: 'JSON' | 'YAML'): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'this key is there twice; keep one of them';
    case 'TAB_AS_INDENT':
      return 'a tab at the start of the line; indent with spaces';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here (---); a file holds one onboarding';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a second "key: value" on the same line; start a new line, or put the value in quotes if it holds ": "';
    case 'BAD_DQ_ESCAPE':
      return 'a backslash between double quotes begins an escape; use single quotes';
    default:
      return `not valid ${language}: ${message}`;
  }
}
