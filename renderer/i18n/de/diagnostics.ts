import type { diagnostics as en } from '../en/diagnostics.ts';
import type { Translation } from '../texts.ts';

export const diagnostics: Translation<typeof en> = {
  title: 'diagnostics',
};
