import type { myData as en } from '../en/my-data.ts';
import type { Translation } from '../texts.ts';

export const myData: Translation<typeof en> = {
  title: 'my-data',
};
