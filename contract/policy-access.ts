/** The policy's sections on proving who one is: codes, when one is asked for, roles, leaving the agent, accommodation. */
import { z } from 'zod';
import { CONSENT_NEEDS } from './consent.ts';

/** Ways to prove who one is. A recovery code stands in for the others when they are lost. */
export const CODE_METHODS = ['authenticator', 'email', 'recovery-code'] as const;
export type CodeMethod = (typeof CODE_METHODS)[number];

export const RECHECKS = ['never', 'after-doubt', 'always'] as const;
export type Recheck = (typeof RECHECKS)[number];

/** What somebody must prove before a call is carried out. */
export const NEEDS = ['nothing', 'code', 'administrator', 'auditor'] as const;
export type Need = (typeof NEEDS)[number];

/** Longest inactivity before the workstation locks, in seconds (STIG, NIST SP 800-63B: 15 minutes). */
export const LONGEST_INACTIVITY_SECONDS = 900;

/** A passphrase as scrypt makes of it, in PHC string format: `$scrypt$ln=17,r=8,p=1$salt$hash`, base64 without padding. */
export const PASSPHRASE_HASH = /^\$scrypt\$ln=\d{1,2},r=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{22,88}\$[A-Za-z0-9+/]{43,88}$/;

const recheck = (description: string) => z.enum(RECHECKS).default('after-doubt').describe(description);
const passphraseHash = (description: string) =>
  z
    .string()
    .regex(PASSPHRASE_HASH, 'it is not what "samehand role hash" prints')
    .nullable()
    .default(null)
    .describe(description);

export const stepUpSection = z
  .strictObject({
    methods: z
      .array(z.enum(CODE_METHODS))
      .min(1)
      .default([...CODE_METHODS])
      .describe('Methods that employees may set up and use.'),
    promptSeconds: z
      .number()
      .int()
      .min(15)
      .max(600)
      .default(60)
      .describe('How long a code is waited for, in seconds. Then the workstation locks.'),
    failuresBeforeLock: z
      .number()
      .int()
      .min(1)
      .max(10)
      .default(3)
      .describe('Refused codes in a row after which the workstation locks.'),
    emailDomains: z
      .array(z.string().regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/, 'it is not a domain in lower case'))
      .max(50)
      .default([])
      .describe('Domains to which codes may be mailed; none named: any.'),
  })
  .prefault({})
  .describe(
    'One-time codes: what is asked for when the hands leave a doubt. After refused codes there is a wait of 30 s, doubled each time up to an hour; after 100 in a row only an administrator helps.',
  );

export const sessionSection = z
  .strictObject({
    inactivityLockSeconds: z
      .number()
      .int()
      .min(30)
      .max(LONGEST_INACTIVITY_SECONDS)
      .default(LONGEST_INACTIVITY_SECONDS)
      .describe(
        'Seconds without input after which the workstation is locked. What the system itself has set is never lengthened.',
      ),
    codeAfterUnlock: recheck(
      'Whether a code is asked for after an unlock; after-doubt: if doubt was left open, or codes were refused.',
    ),
    codeAfterResume: recheck('The same when the machine wakes.'),
    codeAfterUserSwitch: recheck('The same when this session comes back to the screen after another user’s.'),
  })
  .prefault({})
  .describe('Rules of the session that need no model. Codes are asked for only where a method is set up.');

export const rolesSection = z
  .strictObject({
    administrator: passphraseHash(
      'Passphrase of the administrator, as "samehand role hash" prints it. Set here, it cannot be changed on the workstation.',
    ),
    auditor: passphraseHash('The same of the auditor.'),
    grantMinutes: z
      .number()
      .int()
      .min(1)
      .max(60)
      .default(5)
      .describe('Minutes for which one proof of identity opens privileged calls.'),
  })
  .prefault({})
  .describe('Administrator and auditor. Without a hash here, a role’s passphrase is set on the workstation.');

export const quitSection = z
  .strictObject({
    needs: z
      .enum(['nothing', 'code', 'administrator'])
      .default('code')
      .describe(
        'What ending the agent takes. While nobody has set up a method or a passphrase, nothing. An end by force counts as a death.',
      ),
  })
  .prefault({})
  .describe('Ending the agent.');

export const guardSection = z
  .strictObject({
    onAgentDeath: z
      .enum(['lock', 'notify'])
      .default('lock')
      .describe(
        'What the surviving process does when the other is ended by force, where the agent would act on its verdicts.',
      ),
  })
  .prefault({})
  .describe('Main process and sensor watch each other. The one that is left starts the other again, and writes why.');

export const accommodationSection = z
  .strictObject({
    maxDays: z
      .number()
      .int()
      .min(1)
      .max(365)
      .default(90)
      .describe('Longest accommodation, in days. It can be granted again.'),
    inactivityLockSeconds: z
      .number()
      .int()
      .min(30)
      .max(LONGEST_INACTIVITY_SECONDS)
      .default(300)
      .describe('Seconds without input before the lock, while it lasts.'),
    codeEveryHours: z
      .number()
      .min(0.5)
      .max(24)
      .default(4)
      .describe('Hours of work after which a code is asked for, while it lasts.'),
  })
  .prefault({})
  .describe(
    'For an injury or assistive technology: no typing or pointing is judged or learned; codes and inactivity stand in. No reason is recorded.',
  );

export const privacySection = z
  .strictObject({
    consent: z
      .enum(CONSENT_NEEDS)
      .default('notice')
      .describe(
        'notice: employees are told what is watched, and confirm it. required: nothing is judged or learned until they agree.',
      ),
  })
  .prefault({})
  .describe('What employees are asked before anything is learned.');
