/** Verifies an export with the proof beside it. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { CodedError } from '../../../../contract/result.ts';
import { verifySignature } from '../../../audit/signing-key.ts';
import { linesOf } from '../../../audit-proof/split-lines.ts';
import { verifyExport, type ExportVerification } from '../../../audit-proof/verify-export.ts';

export interface FileToVerify {
  readonly file: string;
  readonly proof: string;
  /** Root keys of the machine, as people keep them. */
  readonly keys: readonly string[];
  readonly onProgress: (done: number, total: number) => void;
}

const checkReadable = (path: string, advice: string): void => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new CodedError('not-found', `There is no file ${path}. ${advice}`);
};

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

/** @throws CodedError `not-found` when a file is not there. */
export const verifyFile = async ({ file, proof, keys, onProgress }: FileToVerify): Promise<ExportVerification> => {
  checkReadable(file, 'Give the file that "samehand audit export" wrote.');
  checkReadable(proof, 'The proof is written beside the export; name it with --proof where it is elsewhere.');
  return verifyExport({
    lines: linesOf(createReadStream(file)),
    proof: linesOf(createReadStream(proof)),
    root: keys.join(' '),
    sha256,
    verifySignature,
    onProgress,
  });
};
