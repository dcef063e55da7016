/** Circumstances: networks and what they add to the score. */
import { z } from 'zod';

const count = z.number().int().nonnegative();

/** A network as the workstation knows it: a hash, never an address. */
export const knownNetworkSchema = z.object({
  /** First letters of the hash. */
  id: z.string(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  verifiedSessions: count,
  trusted: z.boolean(),
  /** Enough sessions, but not confirmed yet. */
  awaitsConfirmation: z.boolean(),
  /** 0 strange, 1 trusted. */
  score: z.number().min(0).max(1),
});
export type KnownNetwork = z.infer<typeof knownNetworkSchema>;

/** What the score of the moment is made of. */
export const compositeScoreSchema = z.object({
  /** 0–100: never above trust in the behaviour. */
  score: z.number().min(0).max(100),
  behaviour: z.number().min(0).max(1),
  /** Null where it is not looked at, or there is none. */
  network: z.number().min(0).max(1).nullable(),
  timeOfDay: z.number().min(0).max(1).nullable(),
});
export type CompositeScore = z.infer<typeof compositeScoreSchema>;
