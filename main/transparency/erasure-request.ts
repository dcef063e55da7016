/** That the employee asked for everything to be erased, until it is. */
import { z } from 'zod';
import type { Fact } from '../access/facts.ts';

const requestSchema = z.strictObject({ requestedAt: z.string() });
export const ERASURE: Fact<z.infer<typeof requestSchema>> = { name: 'erasure', schema: requestSchema };
