/** Whose proof an answer asks for. */
import type { Role } from '../../contract/access.ts';
import type { ErrorCode } from '../../contract/result.ts';

export type Holder = Role | 'employee';

export const holderFor = (code: ErrorCode): Holder | null => {
  switch (code) {
    case 'needs-code':
      return 'employee';
    case 'needs-administrator':
      return 'administrator';
    case 'needs-auditor':
      return 'auditor';
    default:
      return null;
  }
};
