/** What the standalone verifier is asked for on its command line. */
import { parseArgs } from 'node:util';

export interface VerifierOptions {
  readonly file: string;
  readonly proof: string;
  /** Each a key, or the path of a file with keys. */
  readonly keys: readonly string[];
  readonly json: boolean;
}

export const USAGE = `Usage: node samehand-verify.mjs <export> --key <key> [--proof <file>] [--json]

Checks an export of Samehand's audit log by its proof. Needs no network and nothing but this file.

  <export>        the file that "samehand audit export" wrote
  --key <key>     ed25519:…, or a file with what "samehand audit key" printed; take it from your own
                  notes, not from where the export comes from. May be given several times.
  --proof <file>  the proof; <export>.proof where this is left out
  --json          print the result as one JSON object
  --help          print this

Exit code: 0 the export is sound, 1 it is not, 2 it could not be checked.
`;

const OPTIONS = {
  key: { type: 'string', multiple: true },
  proof: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The options; `help`; or a sentence on what is wrong with them. */
export const parseOptions = (args: readonly string[]): VerifierOptions | 'help' | { readonly wrong: string } => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const { key: keys = [], proof, json = false, help = false } = values;
    const [file, ...more] = positionals;
    if (help) return 'help';
    if (file === undefined) return { wrong: 'Name the export to be checked.' };
    if (more.length > 0) return { wrong: 'Name one export only.' };
    if (keys.length === 0) return { wrong: 'Give the key of the machine with --key.' };
    return { file, proof: proof ?? `${file}.proof`, keys, json };
  } catch (cause) {
    return { wrong: cause instanceof Error ? cause.message : String(cause) };
  }
};
