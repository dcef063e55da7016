/** The policy: every field with its default, range, unit and meaning. */
import { z } from 'zod';
import {
  accommodationSection,
  guardSection,
  privacySection,
  quitSection,
  rolesSection,
  sessionSection,
  stepUpSection,
} from './policy-access.ts';
import { applicationsSection, networkSection, timesSection, weightsSection } from './policy-context.ts';
import { mailSection, notificationsSection } from './policy-delivery.ts';
import { forwardingSection } from './policy-forwarding.ts';

export const MODES = ['learn', 'shadow', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

const describe = <T extends z.ZodType>(schema: T, description: string): T => schema.describe(description);

export const policySchema = z
  .strictObject({
    mode: describe(
      z.enum(MODES).default('enforce'),
      'learn: collect only. shadow: score and record what would have happened. enforce: act, once the baseline is ready.',
    ),
    enforceWhen: describe(
      z.enum(['within-budget', 'established']).default('within-budget'),
      'within-budget: act only once the estimated false-lock rate of this user meets the budget. established: act as soon as there is a baseline.',
    ),
    falseLockBudgetPerDay: describe(
      z.number().positive().max(10).default(0.1),
      'How many wrong locks a working day one employee may suffer (0.1: one in ten working days).',
    ),
    actionsPerDay: describe(
      z.number().int().min(100).max(100_000).default(8_000),
      'Keystrokes and pointer actions in a working day, for turning the budget into a rate.',
    ),
    promptBelow: describe(z.number().min(1).max(99).default(60), 'Trust (0–100) below which a code is asked for.'),
    lockBelow: describe(z.number().min(0).max(98).default(30), 'Trust (0–100) below which the workstation is locked.'),
    enrolment: describe(
      z
        .strictObject({
          keyboardWindows: describe(
            z.number().int().min(20).max(5_000).default(100),
            'Keyboard windows before a baseline is built.',
          ),
          pointerWindows: describe(
            z.number().int().min(10).max(5_000).default(20),
            'Pointer windows before a baseline is built.',
          ),
          maxWindows: describe(
            z.number().int().min(200).max(20_000).default(2_000),
            'Windows kept per user and modality for training.',
          ),
          retrainAfterWindows: describe(
            z.number().int().min(10).max(5_000).default(200),
            'New trusted windows after which the models are trained again.',
          ),
          retrainAfterHours: describe(
            z.number().min(1).max(720).default(24),
            'Hours after which new trusted windows are learned even if they are few.',
          ),
          learnAbove: describe(
            z.number().min(50).max(100).default(90),
            'Trust at or above which a window may be learned.',
          ),
        })
        .prefault({}),
      'How much is learned before anything is decided, and how learning goes on.',
    ),
    learning: describe(
      z
        .strictObject({
          anchorIdleMinutes: describe(
            z.number().min(1).max(480).default(10),
            'An absence without input, in minutes, after which an unlock or a passed code no longer vouches for what is seen: it is not learned until the next one.',
          ),
          keystrokesAtOnce: describe(
            z.number().int().min(50).max(5_000).default(500),
            'Keystrokes that are learned together, if trust never fell since the last unlock or passed code.',
          ),
          pointerActionsAtOnce: describe(
            z.number().int().min(10).max(2_000).default(100),
            'Pointer actions that are learned together, on the same condition.',
          ),
          mostShare: describe(
            z.number().min(0.01).max(1).default(0.1),
            'Most weight, as a share of the whole, that what is learned at once may have in an established profile.',
          ),
          mostShareAfterCode: describe(
            z.number().min(0.01).max(1).default(0.3),
            'The same for what a passed code vouched for though trust had fallen.',
          ),
        })
        .prefault({}),
      'How an established profile follows the user. What nobody vouches for waits in quarantine and is never learned.',
    ),
    pause: describe(
      z
        .strictObject({
          allowed: describe(z.boolean().default(true), 'Whether the employee may pause watching.'),
          maxMinutes: describe(z.number().int().min(1).max(480).default(30), 'Longest pause, in minutes.'),
          needs: describe(
            z.enum(['nothing', 'code', 'administrator']).default('code'),
            'What pausing takes. While nobody has set up a method or a passphrase, nothing.',
          ),
        })
        .prefault({}),
      'Pausing. A pause is audited and ends by itself.',
    ),
    retention: describe(
      z
        .strictObject({
          windowDays: describe(z.number().int().min(1).max(365).default(90), 'Days that feature windows are kept.'),
          verdictDays: describe(z.number().int().min(1).max(365).default(30), 'Days that scores are kept.'),
          sessionDays: describe(z.number().int().min(1).max(730).default(180), 'Days that session summaries are kept.'),
          auditDays: describe(
            z.number().int().min(30).max(3_650).default(365),
            'Days that records of the audit log are kept. What a forwarder has not delivered yet stays.',
          ),
          auditMegabytes: describe(
            z.number().int().min(20).max(10_000).default(200),
            'Size of the audit log, in MB, beyond which its oldest records go though they are younger.',
          ),
          networkDays: describe(
            z.number().int().min(1).max(3_650).default(180),
            'Days after which a network that was not seen again is forgotten.',
          ),
          logDays: describe(z.number().int().min(1).max(365).default(30), 'Days that the program’s own log is kept.'),
        })
        .prefault({}),
      'How long what is stored is kept.',
    ),
    privacy: privacySection,
    stepUp: stepUpSection,
    session: sessionSection,
    quit: quitSection,
    guard: guardSection,
    roles: rolesSection,
    accommodation: accommodationSection,
    network: networkSection,
    weights: weightsSection,
    times: timesSection,
    applications: applicationsSection,
    mail: mailSection,
    notifications: notificationsSection,
    forwarding: forwardingSection,
  })
  .refine((policy) => policy.lockBelow < policy.promptBelow, {
    message: 'lockBelow must be lower than promptBelow, so that a code is asked for before the workstation locks',
    path: ['lockBelow'],
  })
  .refine(
    ({ weights: { behaviour, network, timeOfDay }, promptBelow }) =>
      (100 * behaviour) / (behaviour + network + timeOfDay) > promptBelow,
    {
      message:
        'the weights of network and time of day are so large that circumstances alone would ask for a code: lower them, or promptBelow',
      path: ['weights'],
    },
  );

export type Policy = z.infer<typeof policySchema>;

/** Settings for some: over the rest of the document, for users and groups as the system calls them. */
export const policyExceptionSchema = z.strictObject({
  users: z.array(z.string().min(1)).max(1_000).default([]),
  groups: z.array(z.string().min(1)).max(1_000).default([]),
  /** Checked once it is laid over the rest. */
  policy: z.record(z.string(), z.unknown()),
});
export type PolicyException = z.infer<typeof policyExceptionSchema>;

/** Where a setting can come from, strongest first. */
export const POLICY_SOURCES = ['managed', 'local', 'default'] as const;
export type PolicySource = (typeof POLICY_SOURCES)[number];

export const defaultPolicy = (): Policy => policySchema.parse({});
