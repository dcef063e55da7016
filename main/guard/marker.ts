/**
 * What a third party would have to do if both processes were ended at once: a file beside the data, kept current by the
 * main process and removed when it ends in order.
 */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replacePrivateFile } from '../keys/private-file.ts';
import { PLATFORM_NAMES } from '../platform/platform.ts';

const markerSchema = z.strictObject({
  response: z.enum(['lock', 'notify', 'none']),
  platform: z.enum(PLATFORM_NAMES),
  pid: z.number().int().positive(),
});
export type Marker = z.infer<typeof markerSchema>;

const pathIn = (home: string): string => join(home, 'guard.json');

/** Throws the system's error. */
export const writeMarker = (home: string, marker: Marker): void => {
  replacePrivateFile(pathIn(home), `${JSON.stringify(marker)}\n`);
};

/** Null where there is none, or it makes no sense. */
export const readMarker = (home: string): Marker | null => {
  try {
    return markerSchema.parse(JSON.parse(readFileSync(pathIn(home), 'utf8')));
  } catch {
    return null;
  }
};

/** Leaves one that another agent has put there meanwhile. Throws the system's error. */
export const removeMarker = (home: string, pid: number): void => {
  if (readMarker(home)?.pid === pid) rmSync(pathIn(home), { force: true });
};

/**
 * The marker of an agent of this boot that nobody acted on; null where there is none. To be asked for by an agent that
 * is the only one of its data folder, before it leaves a marker of its own.
 *
 * @param bootedAt in ms since 1970: after a power cut nobody was there to be locked out.
 */
export const abandonedMarker = (home: string, bootedAt: number): Marker | null => {
  try {
    return statSync(pathIn(home)).mtimeMs < bootedAt ? null : readMarker(home);
  } catch {
    return null;
  }
};
