/** What a check of the workstation found. */
import type { Finding } from '../../contract/diagnosis.ts';

export type { Finding };

export const fine = (name: string, message: string): Finding => ({
  name,
  state: 'ok',
  message,
  remedy: null,
  fix: null,
});
