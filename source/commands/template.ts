import { columns, widthOf } from '../layout.ts';
import type { ExitCode } from '../problem.ts';
import { line, say, text } from '../text.ts';
import { print, printJson, note, type Context } from './context.ts';
import { programName } from './invocation.ts';
import { putOut } from './out.ts';
import { readPairs } from './pairs.ts';
import { scheduleValues } from './schedule.ts';

/** `wizard template [NAME [SECTION...]]`: lists the templates, or prints one, filled. */
export async function run(context: Context): Promise<ExitCode> {
  const { positionals, options, stdout } = context;
  const { encodeTemplate, renderTemplate, template, templates } = await import('../templates.ts');
  const [name, ...sections] = positionals;
  const wizard = programName(context);
  if (name === undefined) {
    if (options.format === 'json') printJson(context, { v: 1, type: 'templates', templates: templates.map(({ name: own, title, parameters }) => ({ name: own, title, parameters: parameters.map(({ name: key, title: words, example }) => ({ name: key, title: words, example })) })) });
    else print(context, [...columns(templates.map(({ name: own, title }) => [line(own), line(title)]), widthOf(stdout)), say``, say`Next: ${wizard} template NAME`]);
    return 0;
  }
  const { parameters } = template(name);
  const toFile = options.out !== undefined && options.out !== '-';
  const known = name === 'schedule' ? scheduleValues(context) : {};
  const rendered = renderTemplate(name, { ...known, ...readPairs(options.set) }, { keepUnfilled: !toFile, ...(sections.length > 0 && { only: sections }) });
  const open = parameters.filter((parameter) => rendered.includes(`{{${parameter.name}`));
  putOut(context, text(rendered), toFile ? say`${wizard} template` : say`as a file: ${wizard} template ${[name, ...sections].join(' ')} --out FILE`, encodeTemplate(name, rendered));
  if (open.length > 0) note(context, [say`Still to fill in:`, ...open.map(({ name: key, title, example }) => say`  --set ${key}=${example}   (${title})`)]);
  return 0;
}
