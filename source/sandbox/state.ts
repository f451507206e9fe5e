import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { SandboxError } from './service.ts';
import type { World } from './world.ts';

/** The world as a state file keeps it; undefined where there is none yet. */
export function loadWorld(file: string): World | undefined {
  let written: string;
  try {
    written = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new SandboxError(`${file}: the sandbox's state can not be read (${(error as Error).message}).`);
  }
  try {
    const world = JSON.parse(written) as World;
    if (world?.version === 1) return world;
  } catch {
    // Told below: a damaged file and a stranger's file have the same cure.
  }
  throw new SandboxError(`${file} is not a state of this sandbox, or it is damaged. Move it away to start a new world.`);
}

/** Keeps the state file true. */
export type Keeper = {
  /** Before the answer of a call that changed something. */
  changed(now: number): void;
  /** Before any other answer. */
  looked(now: number): void;
};

/** How far the written clock runs ahead of the real one, real milliseconds: reads write at most that often. */
const lease = 500;

/**
 * Writes the world to `file`, whole and atomically: a temporary file, flushed, then renamed over the old one.
 *
 * The clock is written a little ahead. A killed process starts again there, so time that a client has seen never comes
 * back, and a read costs nothing unless that reserve is used up.
 */
export function keeper(file: string, world: World, speed: number): Keeper {
  let reserved = 0;
  const write = (now: number) => {
    reserved = now + lease * speed;
    saveWorld(file, { ...world, clock: reserved });
  };
  return {
    changed: write,
    looked(now) {
      if (now >= reserved) write(now);
    },
  };
}

/** Writes `world` in one step: after a crash the file holds the old world or the new one. */
export function saveWorld(file: string, world: World): void {
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(descriptor, JSON.stringify(world));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}
