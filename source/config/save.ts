import { Document, isScalar, visit } from 'yaml';
import type { State } from '../engine/fold.ts';
import type { Json, Step } from '../step.ts';
import { say, text, textFor, type Text } from '../text.ts';
import { wholeSection } from './keys.ts';

/** The answers that people gave, as a configuration file that repeats them; undefined where nobody gave any. Computed defaults are left to be computed again. */
export function savedConfig(steps: readonly Step[], { answers, pins, tags }: State): Text | undefined {
  const sections = steps.flatMap((step): [string, Json][] => {
    const given = [...(answers.get(step.id) ?? [])].filter(([, { by }]) => by !== 'default').map(([key, answer]): [string, Json] => [key, answer.given]);
    if (given.length === 0) return [];
    const whole = wholeSection(step);
    const only = given.length === 1 && given[0]?.[0] === whole?.key ? given[0]?.[1] : undefined;
    return [[step.id, only ?? Object.fromEntries(given)]];
  });
  if (sections.length === 0 || !pins) return undefined;
  const { name, region } = pins;
  const file = { name, region, ...(Object.keys(tags).length > 0 && { tags }), ...Object.fromEntries(sections) };
  return text(`${say`# The answers of ${name}. To give them again: wizard run --config FILE`}\n${yaml(file)}`);
}

/** A value as YAML: what can not be seen of it stands there as an escape, which is read back as what it was. */
function yaml(value: Json): Text {
  const document = new Document(value);
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === 'string' && text(node.value) !== node.value) node.type = 'QUOTE_DOUBLE';
    },
  });
  return textFor(document.toString({ lineWidth: 0 }), (code) => (code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`));
}
