/** Reads a draft again as a restore would, and only then gives it the name of an archive: drives lie. */
import { rm } from 'node:fs/promises';
import { CodedError } from '../../contract/result.ts';
import { syncFolder } from '../keys/private-file.ts';
import { placeArchive } from './place-archive.ts';
import { readArchive, type ReadArchive } from './read-archive.ts';

const check = async (draft: string, passphrase: string, newestSchema: number): Promise<ReadArchive> => {
  try {
    return await readArchive(draft, passphrase, newestSchema);
  } catch (cause) {
    if (!(cause instanceof CodedError)) throw cause;
    throw new CodedError(
      'storage-unavailable',
      'The archive was written, but does not read the same: check the drive, or choose another folder.',
      { cause },
    );
  }
};

/** Not every drive lets a folder be written through; the file itself has been. */
const syncIfPossible = (folder: string): void => {
  try {
    syncFolder(folder);
  } catch {
    // A power cut may cost the name now, and leave the draft.
  }
};

export interface FinishOptions {
  readonly folder: string;
  readonly draft: string;
  readonly passphrase: string;
  readonly newestSchema: number;
}

export interface Finished extends Pick<ReadArchive, 'header' | 'bytes'> {
  readonly path: string;
}

/** @throws CodedError `storage-unavailable` when it does not read as it was written, and the system's errors; no draft is left then. */
export const finishDraft = async ({ folder, draft, passphrase, newestSchema }: FinishOptions): Promise<Finished> => {
  try {
    const { header, bytes } = await check(draft, passphrase, newestSchema);
    const path = await placeArchive(draft, folder, header.createdAt.slice(0, 'YYYY-MM-DD'.length));
    syncIfPossible(folder);
    return { path, header, bytes };
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
};
