/** What an installation knows of itself before any key is at hand: its id, and where its key is kept. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../contract/result.ts';
import { replacePrivateFile } from './private-file.ts';

const VERSION = 1;

export const KEY_SOURCES = ['keychain', 'file'] as const;

const installationSchema = z.strictObject({
  version: z.literal(VERSION),
  /** Names the key in the keychain. */
  id: z.uuid(),
  keySource: z.enum(KEY_SOURCES),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
});
export type Installation = Readonly<z.infer<typeof installationSchema>>;
export type KeySource = Installation['keySource'];

const pathIn = (home: string): string => join(home, 'installation.json');

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The installation in a data folder, or null in a new one. */
export const readInstallation = (home: string): Result<Installation | null, 'key-unavailable'> => {
  const path = pathIn(home);
  try {
    return ok(installationSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
  } catch (error) {
    if (isMissing(error)) return ok(null);
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return err(
      'key-unavailable',
      `${path} cannot be read, so the key cannot be found (${reason}). Restore it from a backup; ` +
        'or, to start afresh, move the whole data folder away.',
    );
  }
};

export const writeInstallation = (home: string, fields: Omit<Installation, 'version'>): void => {
  replacePrivateFile(pathIn(home), `${JSON.stringify({ version: VERSION, ...fields }, null, 2)}\n`);
};
