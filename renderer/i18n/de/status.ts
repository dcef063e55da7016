import type { status as en } from '../en/status.ts';
import type { Translation } from '../texts.ts';

export const status: Translation<typeof en> = {
  title: 'status',
};
