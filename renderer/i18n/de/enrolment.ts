import type { enrolment as en } from '../en/enrolment.ts';
import type { Translation } from '../texts.ts';

export const enrolment: Translation<typeof en> = {
  title: 'enrolment',
};
