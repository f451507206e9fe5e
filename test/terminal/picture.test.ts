import { describe, expect, it } from 'vitest';
import { svgOf } from './picture.ts';

const frame = { columns: 40, rows: 4, title: 'a title' };
/** What is drawn of a captured screen, one element a line, without the window around it. */
const drawn = (picture: string, given: Partial<Parameters<typeof svgOf>[1]> = {}) => {
  const inside = svgOf(picture, { ...frame, ...given }).split(/<g [^>]*>\n/)[1]?.split('\n</g>')[0] ?? '';
  return inside.split('\n').flatMap((line) => line.match(/<tspan.*?<\/tspan>|<(?:rect|path)[^>]*>/g) ?? []);
};
const esc = '\u001b';

describe('the picture of a screen', () => {
  it('has each run of text at its column and as wide as its columns', () => {
    expect(drawn(`one two   ${esc}[1;32mthree${esc}[0m four\n`)).toEqual([
      '<tspan x="0" textLength="58.8">one two</tspan>',
      '<tspan x="84" textLength="42" fill="#3fb950" font-weight="bold">three</tspan>',
      '<tspan x="134.4" textLength="33.6">four</tspan>',
    ]);
  });

  it.each([
    ['2', 'fill-opacity=".6"'],
    ['3', 'font-style="italic"'],
    ['4', 'text-decoration="underline"'],
    ['4:3', 'text-decoration="underline"'],
    ['9', 'text-decoration="line-through"'],
    ['91', 'fill="#ffa198"'],
    ['38;5;12', 'fill="#79c0ff"'],
    ['38;5;208', 'fill="#ff8700"'],
    ['38;5;244', 'fill="#808080"'],
    ['38;2;1;2;3', 'fill="#010203"'],
    ['38:2::1:2:3', 'fill="#010203"'],
    ['31;38;5;16;1', 'fill="#000000" font-weight="bold"'],
  ])('knows SGR %s', (codes, attributes) => {
    expect(drawn(`${esc}[${codes}mx`)).toEqual([`<tspan x="0" textLength="8.4" ${attributes}>x</tspan>`]);
  });

  it.each(['0', '', '22;23;24;27;29;39;49', '4:0;22;23;27;29;39;49'])('ends a style at SGR %s', (codes) => {
    expect(drawn(`${esc}[1;2;3;4;7;9;31;44ma${esc}[${codes}m b`).at(-1)).toBe('<tspan x="16.8" textLength="8.4">b</tspan>');
  });

  it('lets a style go on over the end of a line', () => {
    expect(drawn(`${esc}[31ma\nb`)).toEqual(['a', 'b'].map((text) => `<tspan x="0" textLength="8.4" fill="#ff7b72">${text}</tspan>`));
  });

  it('draws backgrounds, of blanks too', () => {
    expect(drawn(`a${esc}[44m b  ${esc}[48;2;0;0;255m `)).toEqual([
      '<rect x="8.4" y="0" width="33.6" height="18" fill="#58a6ff"/>',
      '<rect x="42" y="0" width="8.4" height="18" fill="#0000ff"/>',
      '<tspan x="0" textLength="25.2">a b</tspan>',
    ]);
  });

  it('turns inverse text round, with and without colours of its own', () => {
    expect(drawn(`${esc}[7ma${esc}[31;44mb`)).toEqual([
      '<rect x="0" y="0" width="8.4" height="18" fill="#e6edf3"/>',
      '<rect x="8.4" y="0" width="8.4" height="18" fill="#ff7b72"/>',
      '<tspan x="0" textLength="8.4" fill="#0d1117">a</tspan>',
      '<tspan x="8.4" textLength="8.4" fill="#58a6ff">b</tspan>',
    ]);
  });

  it('gives wide characters two columns, and what combines none', () => {
    expect(drawn('a日🚀e\u0301z')).toEqual([
      '<tspan x="0" textLength="8.4">a</tspan>',
      '<tspan x="8.4" textLength="16.8">日</tspan>',
      '<tspan x="25.2" textLength="16.8">🚀</tspan>',
      '<tspan x="42" textLength="16.8">e\u0301z</tspan>',
    ]);
  });

  it('draws boxes and bars, which no font joins everywhere', () => {
    expect(drawn('╭──╮')).toEqual(['<path d="M8.4 9Q4.2 9 4.2 18M8.4 9H25.2M29.4 18Q29.4 9 25.2 9" fill="none" stroke="#e6edf3" stroke-width="1.2"/>']);
    expect(drawn(`${esc}[32m██▌${esc}[2;90m░░`)).toEqual([
      '<rect x="0" y="0" width="16.8" height="18" fill="#3fb950"/>',
      '<rect x="16.8" y="0" width="4.2" height="18" fill="#3fb950"/>',
      '<rect x="25.2" y="0" width="16.8" height="18" fill="#6e7681" opacity="0.15"/>',
    ]);
  });

  it('holds nothing but text of what is hostile', () => {
    const svg = svgOf(`</text><script>alert("&")</script>${esc}]8;;javascript:x${esc}\\link${esc}]8;;\u0007${esc}[2J\u0000\u009b\ud800`, { ...frame, columns: 80, title: '"><script>' });
    expect(svg).toContain('>&lt;/text&gt;&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;link\ufffd<');
    expect(svg).toContain('<title>&quot;&gt;&lt;script&gt;</title>');
    expect(svg).not.toMatch(/<script|javascript|[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('shows no more than the terminal had', () => {
    expect(drawn('abc日\nd\ne', { columns: 4, rows: 2 }).map((element) => element.replaceAll(/<.*?>/g, ''))).toEqual(['abc', 'd']);
  });

  it('is as large as the terminal, dark or light', () => {
    expect(svgOf('', frame)).toMatch(/^<svg [^>]*width="368" height="122" viewBox="0 0 368 122"[^]*fill="#0d1117"/);
    expect(svgOf('', { ...frame, theme: 'light' })).toMatch(/fill="#ffffff"[^]*fill="#1f2328"/);
  });
});
