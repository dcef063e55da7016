/** Where no log is kept: nothing is signed, nothing removed. */
import { CodedError } from '../../contract/result.ts';
import type { AuditLog } from './audit-log.ts';

const refuse = (): never => {
  throw new CodedError('not-allowed', 'No audit log is kept here. Ask the agent of this workstation.');
};

export const NO_AUDIT_LOG: Pick<AuditLog, 'seal' | 'sign' | 'key' | 'trim'> = {
  seal: () => undefined,
  sign: refuse,
  key: refuse,
  trim: () => 0,
};
