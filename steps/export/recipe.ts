import { posix, win32 } from 'node:path';
import { isWindowsPath } from '../../source/path.ts';
import { renderTemplate } from '../../source/templates.ts';

/** The hypervisors that have a recipe, by the name of their choice. */
export const hypervisors = ['vmware', 'hyperv', 'virtualbox', 'kvm', 'xen'] as const;
export type Hypervisor = (typeof hypervisors)[number];

/** The recipe of one hypervisor as plain lines: the same words as `wizard template export-…`, commands indented. */
export function recipe(hypervisor: Hypervisor, file: string): string[] {
  // Hyper-V exports into a folder and names the files in it by itself.
  const target = hypervisor === 'hyperv' ? (isWindowsPath(file) ? win32 : posix).dirname(file) : file;
  return plainLines(renderTemplate(`export-${hypervisor}`, { vm: 'NAME OF THE VM', file: target }));
}

/** Markdown without its marks: headings as they are, paragraphs joined, code indented. */
function plainLines(markdown: string): string[] {
  const lines: string[] = [];
  let code = false;
  let joins = false;
  for (const raw of markdown.split('\n')) {
    const text = raw.trimEnd();
    if (text.startsWith('```')) {
      code = !code;
      joins = false;
    } else if (text === '' || text.startsWith('# ')) joins = false;
    else if (code) lines.push(`    ${text}`);
    else {
      const words = text.replace(/^#+ (.*)$/, '$1:').replaceAll('**', '').replace(/\*([^*]+)\*/g, '$1').trim();
      const opens = /^(?:#|\d+\. |- )/.test(text);
      if (joins && !opens) lines.push(`${lines.pop() ?? ''} ${words}`);
      else lines.push(words);
      joins = !text.startsWith('#');
    }
  }
  return lines;
}
