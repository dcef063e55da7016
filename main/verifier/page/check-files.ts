/** Checks two files that a person has chosen, in this page, without holding it up. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { VerifySignature } from '../../audit-proof/seal.ts';
import { linesOf } from '../../audit-proof/split-lines.ts';
import { type ExportVerification, verifyExport } from '../../audit-proof/verify-export.ts';

export interface FilesToCheck {
  readonly exported: File;
  readonly proof: File;
  /** Keys with spaces between. */
  readonly root: string;
  readonly onProgress: (percent: number) => void;
  /** Then it rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/** RFC 8032 to the letter, as Node's own cryptography does it. */
const verifySignature: VerifySignature = (key, message, signature) => {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
};

const CHUNK_BYTES = 128 * 1_024;

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/** A file piece by piece; between two the page can show something, and hear of a click. */
const chunksOf = async function* (file: File, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    await nextTask();
    signal.throwIfAborted();
    yield new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer());
  }
};

export const checkFiles = ({ exported, proof, root, onProgress, signal }: FilesToCheck): Promise<ExportVerification> =>
  verifyExport({
    lines: linesOf(chunksOf(exported, signal)),
    proof: linesOf(chunksOf(proof, signal)),
    root,
    sha256,
    verifySignature,
    onProgress: (done, total) => {
      onProgress(Math.floor((100 * done) / Math.max(total, 1)));
    },
  });
