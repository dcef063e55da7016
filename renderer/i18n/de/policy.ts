import type { policy as en } from '../en/policy.ts';
import type { Translation } from '../texts.ts';

export const policy: Translation<typeof en> = {
  title: 'policy',
};
