/** The standalone verifier as a command. */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Sha256 } from '../audit-proof/chain.ts';
import { linesOf } from '../audit-proof/split-lines.ts';
import { verifyExport } from '../audit-proof/verify-export.ts';
import { verifySignature } from '../audit/signing-key.ts';
import { keysIn } from './keys.ts';
import { USAGE, parseOptions, type VerifierOptions } from './options.ts';
import { reportLines } from './report.ts';

const SOUND = 0;
const UNSOUND = 1;
const UNCHECKED = 2;

export interface VerifierOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person watches what goes to `err`. */
  readonly isWatched: boolean;
}

const sha256: Sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest());

const checkIsFile = (path: string, advice: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new Error(`There is no file ${path}. ${advice}`);
};

const readKeys = ({ keys }: VerifierOptions): readonly string[] =>
  keys.flatMap((given) => {
    const found = keysIn(given);
    if (found.length > 0) return found;
    checkIsFile(
      given,
      'Give --key a key, which begins with "ed25519:", or a file with what "samehand audit key" printed.',
    );
    const kept = keysIn(readFileSync(given, 'utf8'));
    if (kept.length === 0)
      throw new Error(`${given} has no key in it. Give a file with what "samehand audit key" printed.`);
    return kept;
  });

/** Whole percents, each once. */
const createProgress = ({ err, isWatched }: VerifierOutput): ((done: number, total: number) => void) => {
  let shown = -1;
  return (done, total) => {
    const percent = Math.floor((100 * done) / Math.max(total, 1));
    if (!isWatched || percent === shown) return;
    shown = percent;
    err(`\rChecking: ${String(percent)} %${percent === 100 ? '\n' : ''}`);
  };
};

/** The exit code. */
export const runVerifier = async (args: readonly string[], output: VerifierOutput): Promise<number> => {
  const options = parseOptions(args);
  if (options === 'help') {
    output.out(USAGE);
    return SOUND;
  }
  if ('wrong' in options) {
    output.err(`${options.wrong}\n\n${USAGE}`);
    return UNCHECKED;
  }
  try {
    const { file, proof, json } = options;
    const root = readKeys(options).join(' ');
    checkIsFile(file, 'Name the file that "samehand audit export" wrote.');
    checkIsFile(proof, 'The proof is written beside the export; name it with --proof where it is elsewhere.');
    const found = await verifyExport({
      lines: linesOf(createReadStream(file)),
      proof: linesOf(createReadStream(proof)),
      root,
      sha256,
      verifySignature,
      onProgress: createProgress(output),
    });
    // What a file says must not steer the terminal.
    const shown = reportLines(found).map((line) => stripVTControlCharacters(line).replace(/\p{Cc}/gu, '?'));
    output.out(json ? `${JSON.stringify(found)}\n` : `${shown.join('\n')}\n`);
    return found.ok ? SOUND : UNSOUND;
  } catch (cause) {
    output.err(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    return UNCHECKED;
  }
};
