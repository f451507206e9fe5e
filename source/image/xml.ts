/** An element without namespace prefixes: an OVF is read by local names, since exporters disagree on prefixes. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** Text directly inside, entities resolved. */
  text: string;
};

const deepest = 64;

/**
 * Reads a small XML document into a tree. Undefined when it is not well-formed enough to have one root. Document types
 * and processing instructions are skipped, so no entity is ever defined by the document; time is linear in its length.
 */
export function parseXml(source: string): Element | undefined {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  let at = 0;
  while (at < source.length) {
    const inner = open.at(-1) as Element;
    const start = source.indexOf('<', at);
    inner.text += resolve(source.slice(at, start < 0 ? source.length : start));
    if (start < 0) break;
    const special = specials.find(([begin]) => source.startsWith(begin, start));
    if (special) {
      const [begin, end] = special;
      const stop = source.indexOf(end, start + begin.length);
      if (stop < 0) return undefined;
      if (begin === '<![CDATA[') inner.text += source.slice(start + begin.length, stop);
      at = stop + end.length;
      continue;
    }
    const stop = tagEnd(source, start + 1);
    if (stop < 0) return undefined;
    const tag = source.slice(start + 1, stop);
    at = stop + 1;
    if (tag.startsWith('/')) {
      if (open.length === 1 || local(tag.slice(1).trim()) !== inner.name) return undefined;
      open.pop();
      continue;
    }
    const element = startTag(tag);
    inner.children.push(element);
    if (tag.endsWith('/')) continue;
    if (open.length === deepest) return undefined;
    open.push(element);
  }
  return open.length === 1 && top.children.length === 1 ? top.children[0] : undefined;
}

/** All elements of that local name, the given one included, in document order. */
export function descendants(element: Element, name: string): Element[] {
  const below = element.children.flatMap((child) => descendants(child, name));
  return element.name === name ? [element, ...below] : below;
}

/** Text of the first child of that name. */
export function childText(element: Element, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text.trim();
}

const specials = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

function tagEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return -1;
}

function startTag(tag: string): Element {
  const attributes: Record<string, string> = {};
  const nameEnd = tag.search(/[\s/]/);
  const name = nameEnd < 0 ? tag : tag.slice(0, nameEnd);
  for (let at = nameEnd < 0 ? tag.length : nameEnd; at < tag.length; ) {
    const equals = tag.indexOf('=', at);
    if (equals < 0) break;
    const key = tag.slice(at, equals).trim();
    const quote = tag.slice(equals + 1).search(/\S/) + equals + 1;
    const mark = tag.charAt(quote);
    const end = mark === '"' || mark === "'" ? tag.indexOf(mark, quote + 1) : -1;
    if (end < 0) break;
    if (!key.startsWith('xmlns')) attributes[local(key)] = resolve(tag.slice(quote + 1, end));
    at = end + 1;
  }
  return { name: local(name), attributes, children: [], text: '' };
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function resolve(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
