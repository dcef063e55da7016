/** Applications in which nothing is judged, known by a hash of what identifies them. */
import { createHash } from 'node:crypto';
import type { ApplicationRule } from '../../contract/policy-context.ts';

const WINDOWS_PATH = /^([A-Za-z]:\\|\\\\)/;

/**
 * SHA-256 in hex of an application's identity: the path of its program, or its bundle id on macOS. Paths of Windows are
 * taken in lower case, as it does not tell them apart.
 */
export const applicationId = (identity: string): string =>
  createHash('sha256')
    .update(WINDOWS_PATH.test(identity) ? identity.toLowerCase() : identity)
    .digest('hex');

/** Null, an application that could not be told, is judged as any other. */
export const isExcludedApplication = (rules: readonly ApplicationRule[], identity: string | null): boolean => {
  if (identity === null || rules.length === 0) return false;
  const id = applicationId(identity);
  return rules.some((rule) => rule.id === id);
};
