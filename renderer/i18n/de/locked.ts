import type { locked as en } from '../en/locked.ts';
import type { Translation } from '../texts.ts';

export const locked: Translation<typeof en> = {
  title: 'locked',
};
