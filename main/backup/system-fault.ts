/** What the system says of a file, as the second half of a sentence without the path: it is also written to the audit log. */

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there: check the path',
  ENOTDIR: 'a part of its path is no folder: check the path',
  EISDIR: 'it is a folder, not an archive',
  EACCES: 'it may not be used: check its owner and mode',
  EPERM: 'it may not be used: check its owner and mode',
  EROFS: 'it can only be read: choose another folder',
  ENOSPC: 'the disk is full: make room',
  EDQUOT: 'the disk is full as far as you may fill it: make room',
  EFBIG: 'the disk takes no file of this size: choose another',
  EIO: 'the disk or drive could not be read or written: check it',
  ELOOP: 'it is a link: give the path of the file itself',
  ENAMETOOLONG: 'its name is too long: choose another',
  EBUSY: 'another program holds it: close that one',
  ENXIO: 'it is not there any more: check the drive',
  ESTALE: 'the drive is not there any more: check it',
  ETIMEDOUT: 'the drive does not answer: check it',
};

const codeOf = (cause: unknown): string | null =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && 'syscall' in cause ? cause.code : null;

/** Null for what is no fault of the system. */
export const describeSystemFault = (cause: unknown): string | null => {
  const code = codeOf(cause);
  return code === null ? null : (SENTENCES[code] ?? `the system says ${code}`);
};
