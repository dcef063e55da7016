/** `samehand audit verify`: whether the log, or an export of it, is as the agent wrote it. */
import type { Command } from 'commander';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { exportLines, logLines } from '../audit/fault-lines.ts';
import { verifyOwnLog } from '../audit/own-log.ts';
import { keptKeyOf, readKeptKey } from '../audit/kept-key.ts';
import { verifyFile } from '../audit/verify-file.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { createRecordProgress } from '../progress.ts';

interface VerifyOptions {
  readonly key?: string;
  readonly proof?: string;
  readonly json?: boolean;
}

interface Verified {
  readonly found: { readonly ok: boolean };
  readonly lines: readonly string[];
}

const FOUND_FAULTS = 1;
const HELP = `
Without a file: the log of this machine, through the agent; where it does not run, directly. With --key it is also
compared with what was kept: a log that was replaced, or cut off at its end, shows by that alone.
With a file: an export, with FILE.proof beside it. Without --key it is compared with the key of the agent that runs
here, which shows nothing if that one was replaced.
Exit code ${String(FOUND_FAULTS)} when something is wrong; each fault has its place.`;

/** The running agent's own, where nobody has kept another. */
const keysOfAgent = async (context: Context): Promise<readonly string[]> => {
  try {
    return keptKeyOf(await withAgent(context, async (client) => unwrap(await client.call('audit.key', {})))).keys;
  } catch (cause) {
    if (!(cause instanceof CodedError && cause.code === 'agent-not-running')) throw cause;
    throw new CodedError('usage', 'No agent runs here that could say the key. Give it with --key.', { cause });
  }
};

export const addAuditVerify = (audit: Command, context: Context): void => {
  audit
    .command('verify')
    .description('whether the log of this machine, or an export, is as the agent wrote it')
    .argument('[file]', 'an export')
    .option('--key <key>', 'ed25519:…, or a file with what "samehand audit key" printed')
    .option('--proof <file>', 'of the export, where it is not beside it')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .action(async (file: string | undefined, { key, proof, json }: VerifyOptions) => {
      if (file === undefined && proof !== undefined) {
        throw new CodedError('usage', 'A proof is of an export. Name its file too.');
      }
      const kept = key === undefined ? null : await readKeptKey(key);
      const progress = createRecordProgress(context);
      const onProgress = (done: number, total: number): void => {
        progress.update({ doing: 'Verifying', done, total });
      };
      const verify = async (): Promise<Verified> => {
        if (file === undefined) {
          const found = await verifyOwnLog(context, kept, onProgress);
          return { found, lines: logLines(found) };
        }
        const keys = kept?.keys ?? (await keysOfAgent(context));
        const found = await verifyFile({ file, proof: proof ?? `${file}.proof`, keys, onProgress });
        return { found, lines: exportLines(found) };
      };
      const { found, lines } = await verify().finally(() => {
        progress.end();
      });
      outputOf(context, json).answer(found, lines);
      if (!found.ok) process.exitCode = FOUND_FAULTS;
    });
};
