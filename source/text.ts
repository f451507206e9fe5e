declare const passed: unique symbol;

/** Text that holds no control character and no escape sequence: safe to print. */
export type Text = string & { readonly [passed]: true };

// C0 but tab and newline, DEL, C1, bidirectional overrides and isolates, line and paragraph separators, byte order mark.
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g;
const escape = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/g;

/** The one sanitiser: removes escape sequences whole, shows any other control character as `\xNN`, keeps tab and newline. */
export function text(value: unknown): Text {
  return String(value)
    .replace(/\r\n?/g, '\n')
    .replace(escape, '')
    .replace(unsafe, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`) as Text;
}

/** {@link text} on one line: newlines and tabs become spaces. */
export function line(value: unknown): Text {
  return text(value).replace(/[\n\t]+/g, ' ') as Text;
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

/** Own words with values from anywhere, on one line: say`${name} is done`. The literal parts are trusted, the values pass {@link line}. */
export function say(words: TemplateStringsArray, ...values: readonly unknown[]): Text {
  return String.raw({ raw: words }, ...values.map(line)) as Text;
}
