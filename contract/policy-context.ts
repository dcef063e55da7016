/** The policy's sections on circumstances: network, time of day, application in front. */
import { z } from 'zod';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

const weight = (initial: number, description: string) =>
  z.number().min(0).max(10).default(initial).describe(description);
const timeOfDay = (description: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'it is not a time like 08:30')
    .describe(description);

export const networkSection = z
  .strictObject({
    sessionsToTrust: z
      .number()
      .int()
      .min(1)
      .max(100)
      .default(5)
      .describe('Verified sessions before a network can be trusted.'),
    confirm: z
      .enum(['code', 'nothing'])
      .default('code')
      .describe('What it takes then: a passed code in that network, or nothing more.'),
  })
  .prefault({})
  .describe(
    'Trust in the network the machine is in, known by a hash of gateway and interface. Nothing is looked at while weights.network is 0.',
  );

export const weightsSection = z
  .strictObject({
    behaviour: z.number().min(0.1).max(10).default(1).describe('Weight of how somebody types and points.'),
    network: weight(0, 'Weight of the network: how strange it is.'),
    timeOfDay: weight(0, 'Weight of the time of day: how unusual it is for this user.'),
  })
  .prefault({})
  .describe(
    'Shares in the composite score. It is never above trust in the behaviour: strange circumstances tighten, familiar ones loosen nothing. They spend from the same tolerance for wrong locks.',
  );

export const timeRuleSchema = z.strictObject({
  days: z.array(z.enum(DAYS)).min(1).describe('Days on which it begins.'),
  from: timeOfDay('Local time from which it holds.'),
  to: timeOfDay('Local time until which it holds; earlier than from: until the next day.'),
  mode: z.enum(['learn', 'shadow', 'enforce']).nullable().default(null).describe('Mode meanwhile; null: unchanged.'),
  scoring: z.boolean().default(true).describe('Whether anything is judged meanwhile.'),
});
export type TimeRule = z.infer<typeof timeRuleSchema>;

export const applicationRuleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'it is not what "samehand policy app-id" prints')
    .describe('Hash of the application’s identity.'),
  note: z.string().max(80).default('').describe('For people: which application it is.'),
});
export type ApplicationRule = z.infer<typeof applicationRuleSchema>;

export const timesSection = z
  .array(timeRuleSchema)
  .max(50)
  .default([])
  .describe('Rules by time of day: the first that applies counts.');

export const applicationsSection = z
  .array(applicationRuleSchema)
  .max(500)
  .default([])
  .describe(
    'Applications in which nothing is judged, such as games or remote desktops. Which application is in front is looked at only if there are any.',
  );
