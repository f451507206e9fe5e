import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../problem.ts';
import { line } from '../text.ts';
import { extension } from '../path.ts';

const shown = 5;
const looked = 2000;
const endings = ['ova', 'vmdk', 'vhdx', 'vhd', 'raw', 'img'];

/** The problem with the images of `folder` named in it, when there are any: most often one of them was meant. */
export async function withNeighbours(problem: Problem, folder: string): Promise<Problem> {
  const names: string[] = [];
  try {
    let left = looked;
    for await (const entry of await opendir(folder)) {
      if (entry.isFile() && endings.includes(extension(entry.name))) names.push(entry.name);
      left -= 1;
      if (left === 0) break;
    }
  } catch {
    return problem;
  }
  if (names.length === 0) return problem;
  const paths = names.sort().slice(0, shown).map((name) => line(join(folder, name)));
  return { ...problem, todo: [`There: ${paths.join(', ')}${names.length > shown ? ' and more' : ''}.`, ...(problem.todo ?? [])] };
}
