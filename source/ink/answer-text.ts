import type { Reviewed } from '../engine/review.ts';
import type { Json } from '../step.ts';
import { line, say, type Text } from '../text.ts';

/** An answer as a person would write it: lists and groups of keys on one line. */
export function jsonText(value: Json): Text {
  if (Array.isArray(value)) return value.length === 0 ? line('none') : line((value as readonly Json[]).map((one) => (typeof one === 'object' && one !== null ? `(${jsonText(one)})` : jsonText(one))).join(', '));
  if (value !== null && typeof value === 'object') return line(Object.entries(value).map(([key, inner]) => `${key} ${typeof inner === 'object' && inner !== null ? `(${jsonText(inner)})` : jsonText(inner)}`).join(', '));
  if (typeof value === 'boolean') return line(value ? 'yes' : 'no');
  return value === null ? line('nothing') : line(value);
}

/** What was answered, and what it came to where that is another thing: `auto, which is 10.42.0.0/16`. */
export function answerText({ answer }: Reviewed): Text {
  if (!answer) return line('not answered yet');
  const [given, value] = [jsonText(answer.given), jsonText(answer.value)];
  return given === value ? given : say`${given}, which is ${value}`;
}

/** Who gave an answer. */
export function givenByText({ answer }: Reviewed): Text {
  return line(answer ? { person: 'you', config: 'the file', default: 'computed' }[answer.by] : '');
}
