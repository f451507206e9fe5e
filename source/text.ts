declare const passed: unique symbol;

/**
 * Text that has passed the sanitiser: every character of it can be seen, so it is safe to print. Whatever writes for people
 * takes this type, and this file is the only one that makes it.
 */
export type Text = string & { readonly [passed]: true };

/** What most text consists of: nothing in it needs a closer look. */
const ordinary = /^[\t\n -~]*$/;
/**
 * Control characters, characters that are not seen (bidirectional, of no width, tags, marks of byte order), lone surrogates and
 * separators of lines; variation selectors but those of a pictograph; and of combining marks on one letter the fifth and on.
 */
const unsafe = /\p{M}(?<=\p{M}{5})|(?!(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f])[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]--[\t\n]]/gv;

/** The one sanitiser: nothing is removed, and what could not be seen is shown as `\xNN` or `\u{NNNN}`. Line ends become `\n`. */
export function text(value: unknown): Text {
  return textFor(value, (code) => (code > 0xff ? `\\u{${code.toString(16).padStart(4, '0')}}` : `\\x${code.toString(16).padStart(2, '0')}`));
}

/** {@link text} for a format with escapes of its own: `escape` writes one code point down in them. */
export function textFor(value: unknown, escape: (code: number) => string): Text {
  const raw = String(value);
  if (ordinary.test(raw)) return raw as Text;
  return raw.replace(/\r\n?/g, '\n').replace(unsafe, (character) => escape(character.codePointAt(0)!)) as Text;
}

/** {@link text} on one line: newlines and tabs become spaces. */
export function line(value: unknown): Text {
  return text(value).replace(/[\n\t]+/g, ' ') as Text;
}

/** A template of our own words, which are trusted, around values that pass {@link line}: `` say`${name} is done` ``. */
export function say(words: TemplateStringsArray, ...values: readonly unknown[]): Text {
  return String.raw({ raw: words }, ...values.map(line)) as Text;
}

/** Applies {@link text} to every string inside a JSON value, keys included. */
export function clean<Value>(value: Value): Value {
  if (typeof value === 'string') return text(value) as unknown as Value;
  if (Array.isArray(value)) return value.map(clean) as unknown as Value;
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), clean(inner)])) as Value;
  }
  return value;
}
