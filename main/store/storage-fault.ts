/** Tells faults of the disk or the file, which a person can mend, from faults of the program. */

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that speak of the disk or the file. */
const SENTENCES: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'the disk is full: make room',
  SQLITE_IOERR: 'the disk could not be read or written: check the disk and its free space',
  SQLITE_CANTOPEN: 'a file could not be opened: check the folder, its owner and its mode',
  SQLITE_READONLY: 'the file or its folder cannot be written: check the owner and the mode',
  SQLITE_PERM: 'the file or its folder may not be used: check the owner and the mode',
  SQLITE_BUSY: 'another program holds the database: close it',
  SQLITE_LOCKED: 'another program holds the database: close it',
  SQLITE_PROTOCOL: 'another program holds the database: close it',
  SQLITE_CORRUPT: 'the file is damaged: restore it from a backup, or move it away to start afresh',
  SQLITE_NOTADB:
    'its key does not fit or the file is damaged: restore the key or the file, or move the file away to start afresh',
};

const sentenceOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const code = error.code;
  // Extended codes (SQLITE_IOERR_WRITE) begin with their primary code.
  const primary = Object.keys(SENTENCES).find((name) => code === name || code.startsWith(`${name}_`));
  return primary === undefined ? undefined : SENTENCES[primary];
};

/**
 * What is wrong with the storage and what to do, as the second half of a sentence. Any other error (a broken constraint,
 * wrong SQL) is the program's fault, and is thrown again.
 */
export const describeStorageFault = (error: unknown): string => {
  const sentence = sentenceOf(error);
  if (sentence === undefined) throw error;
  return sentence;
};
