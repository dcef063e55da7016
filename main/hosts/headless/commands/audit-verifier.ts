/** `samehand audit verifier`: writes out the programs that check an export where Samehand is not installed. */
import { copyFile, constants, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { CodedError } from '../../../../contract/result.ts';
import { outputOf, type Context } from '../context.ts';

const BUNDLED = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../../dist/verifier' : './verifier', import.meta.url),
);

const VERIFIERS = ['samehand-verify.mjs', 'samehand-verify.html'] as const;

const failure = (path: string, cause: unknown): CodedError => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  const why = cause instanceof Error ? cause.message : String(cause);
  return code === 'EEXIST'
    ? new CodedError('usage', `${path} is there already. Choose another folder, or move it away.`)
    : new CodedError('storage-unavailable', `${path} cannot be written: ${why}.`, { cause });
};

/** Copies both into a folder, which is made where it is not there; what is there already is not overwritten. */
export const writeVerifiers = async (folder: string, from: string = BUNDLED): Promise<readonly string[]> => {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw failure(folder, cause);
  });
  const files: string[] = [];
  for (const name of VERIFIERS) {
    const path = join(folder, name);
    await copyFile(join(from, name), path, constants.COPYFILE_EXCL).catch((cause: unknown) => {
      throw failure(path, cause);
    });
    files.push(path);
  }
  return files;
};

export const addAuditVerifier = (audit: Command, context: Context): void => {
  audit
    .command('verifier')
    .description('write out the standalone verifier: a program for any Node from 20 on, and a page for any browser')
    .argument('<folder>', 'where to')
    .option('--json', 'print one JSON object')
    .action(async (folder: string, { json }: { readonly json?: boolean }) => {
      const files = await writeVerifiers(resolve(folder));
      outputOf(context, json).answer({ files }, [
        ...files,
        'Take them along with an export, its proof and the key: they need nothing else, and no network.',
      ]);
    });
};
