import type { code as en } from '../en/code.ts';
import type { Translation } from '../texts.ts';

export const code: Translation<typeof en> = {
  title: 'code',
};
