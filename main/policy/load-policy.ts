/** The policy in force: the local file over the defaults, validated as a whole. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultPolicy, policySchema, type Policy } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';

/** Where the policy comes from, and why it is not the one in the file if it is not. */
export interface LoadedPolicy {
  readonly policy: Policy;
  readonly source: 'default' | 'local' | 'last-good';
  /** A sentence for the administrator when the file was refused, else null. */
  readonly problem: string | null;
}

/** A policy is a page of settings; anything larger is not one. */
const MAX_BYTES = 1024 * 1024;

export const policyPath = (home: string): string => join(home, 'policy.json');
const lastGoodPath = (home: string): string => join(home, 'policy.last-good.json');

/** Parses and validates the text of a policy file; the message names every wrong field. */
export const parsePolicy = (text: string): Result<Policy> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return err('policy-invalid', `it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const parsed = policySchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err('policy-invalid', z.prettifyError(parsed.error).replaceAll('\n', ' '));
};

type FileText = { readonly text: string } | { readonly missing: true } | { readonly unreadable: string };

/** Reads at most {@link MAX_BYTES} of a regular file; a symbolic link is refused, as its target could be anybody's. */
const readBounded = async (path: string): Promise<FileText> => {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return { unreadable: 'it is not a regular file' };
      if (stats.size > MAX_BYTES) return { unreadable: `it is larger than ${String(MAX_BYTES)} bytes` };
      return { text: await file.readFile('utf8') };
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return { missing: true };
    if (code === 'ELOOP') return { unreadable: 'it is a symbolic link' };
    return { unreadable: cause instanceof Error ? cause.message : String(cause) };
  }
};

const readPolicy = async (path: string): Promise<Result<Policy> | null> => {
  const file = await readBounded(path);
  if ('missing' in file) return null;
  return 'unreadable' in file ? err('policy-invalid', file.unreadable) : parsePolicy(file.text);
};

/**
 * The policy to run with. A refused file never stops the agent, which would leave the workstation unwatched: the last
 * policy that was good stays in force (else the defaults), and `problem` says what is wrong.
 *
 * @param save writes the last good policy, owner-only; passed in so that reading stays free of side effects.
 */
export const loadPolicy = async (
  home: string,
  save: (path: string, text: string) => Promise<void>,
): Promise<LoadedPolicy> => {
  const path = policyPath(home);
  const local = await readPolicy(path);
  if (local === null) return { policy: defaultPolicy(), source: 'default', problem: null };
  if (local.ok) {
    await save(lastGoodPath(home), `${JSON.stringify(local.value, null, 2)}\n`);
    return { policy: local.value, source: 'local', problem: null };
  }
  const lastGood = await readPolicy(lastGoodPath(home));
  const kept = lastGood?.ok === true;
  return {
    policy: kept ? lastGood.value : defaultPolicy(),
    source: kept ? 'last-good' : 'default',
    problem: `The policy file ${path} was refused (${local.message}). ${kept ? 'The last good policy' : 'The default policy'} stays in force. Correct the file and restart the agent.`,
  };
};
