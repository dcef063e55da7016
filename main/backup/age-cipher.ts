/** The container: the age format with a passphrase (https://age-encryption.org/v1), by the library of its author. */
import { Decrypter, Encrypter } from 'age-encryption';
import { CodedError } from '../../contract/result.ts';
import { SCRYPT_WORK_FACTOR } from './limits.ts';
import { describeSystemFault } from './system-fault.ts';

/** The same letters typed on another keyboard are the same passphrase. */
const normal = (passphrase: string): string => passphrase.normalize('NFKC');

/** As the library wants it. */
const streamOf = (pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const next: IteratorResult<Uint8Array, unknown> = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
};

/** Yields pieces of what `content` becomes. The key is derived before the first, which blocks for a second. */
export const encrypted = async function* (
  content: AsyncIterable<Uint8Array>,
  passphrase: string,
  workFactor: number = SCRYPT_WORK_FACTOR,
): AsyncGenerator<Uint8Array, void> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(normal(passphrase));
  encrypter.setScryptWorkFactor(workFactor);
  yield* await encrypter.encrypt(streamOf(content));
};

/** How such a file begins: the version, and one recipient of kind scrypt with its salt and work factor. */
const BEGINNING = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9]\d?)\n/;
/** At least as long as the beginning. */
export const BEGINNING_BYTES = 80;

const NO_ARCHIVE = 'This file is no archive of Samehand. Choose one that is called samehand-profile-….age.';
const DAMAGED =
  'This archive cannot be decrypted: the passphrase is wrong, or the file is damaged or incomplete. Check the ' +
  'passphrase; if it is right, copy the file again or take another archive.';

const invalid = (message: string, cause?: unknown): CodedError => new CodedError('backup-invalid', message, { cause });

/**
 * Refuses what is no such file, and one that asks for more memory than ours do, before anything is reckoned.
 *
 * @throws CodedError `backup-invalid`
 */
export const checkBeginning = (beginning: Uint8Array): void => {
  const [, factor] = BEGINNING.exec(Buffer.from(beginning).toString('latin1')) ?? [];
  if (factor === undefined) throw invalid(NO_ARCHIVE);
  if (Number(factor) > SCRYPT_WORK_FACTOR) {
    throw invalid('This archive asks for more memory than Samehand gives. It was made by another program.');
  }
};

const NO_MEMORY = 'There is not enough memory to decrypt the archive. Close other programs and try again.';
const isOutOfMemory = (cause: unknown): boolean => cause instanceof RangeError && /allocation/i.test(cause.message);

/**
 * Yields pieces of the content. Each is authentic by itself; that it is whole is known at the end alone.
 *
 * @throws CodedError `backup-invalid` for a wrong passphrase, and for anything that is not as it was written: which of
 * the two cannot be told. `storage-unavailable` where there is no memory for the key. Errors of the
 * system while reading `file` stay what they are.
 */
export const decrypted = async function* (
  file: AsyncIterable<Uint8Array>,
  passphrase: string,
): AsyncGenerator<Uint8Array, void> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(normal(passphrase));
  try {
    yield* await decrypter.decrypt(streamOf(file));
  } catch (cause) {
    if (isOutOfMemory(cause)) throw new CodedError('storage-unavailable', NO_MEMORY, { cause });
    throw describeSystemFault(cause) === null ? invalid(DAMAGED, cause) : cause;
  }
};
