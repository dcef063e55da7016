/** Who is who in the databases: users by hash, keys by slot, both under the installation's own secret. */
import { createHmac } from 'node:crypto';
import { slotSecret } from './derive.ts';

/** Slots are renewed by raising this; profiles learned under another generation are useless then. */
const SLOT_GENERATION = 1;
const USER_LETTERS = 32;

/** The secret by which keys are numbered now. */
export const currentSlotSecret = (master: Uint8Array): Uint8Array => slotSecret(master, SLOT_GENERATION);

/** What a user is called in the database: nobody can tell the name from it without the secret. */
export const userIdOf = (secret: Uint8Array, username: string): string =>
  createHmac('sha256', secret).update(username).digest('hex').slice(0, USER_LETTERS);
