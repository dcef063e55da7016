/** All texts in German. */
import { audit } from './audit.ts';
import { code } from './code.ts';
import { common } from './common.ts';
import { diagnostics } from './diagnostics.ts';
import { enrolment } from './enrolment.ts';
import { help } from './help.ts';
import { locked } from './locked.ts';
import { myData } from './my-data.ts';
import { policy } from './policy.ts';
import { signIn } from './sign-in.ts';
import { status } from './status.ts';

export const de = {
  common,
  status,
  enrolment,
  myData,
  policy,
  signIn,
  audit,
  diagnostics,
  help,
  code,
  locked,
} as const;
