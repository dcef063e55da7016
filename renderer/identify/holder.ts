/** Whose proof an answer asks for. */
import type { Role } from '../../contract/access.ts';
import type { ErrorCode } from '../../contract/result.ts';

export type Holder = Role | 'employee';

export const holderFor = (code: ErrorCode): Holder | null => {
  if (code === 'needs-code') return 'employee';
  if (code === 'needs-administrator') return 'administrator';
  return code === 'needs-auditor' ? 'auditor' : null;
};
