/**
 * Hides which key was pressed. Every installation numbers the keys in its own secret order, so that stored timing
 * speaks of "slot 17 after slot 203" and means nothing without the secret.
 */
import { createHmac } from 'node:crypto';
import { SLOT_COUNT, UNKNOWN_SLOT } from '../../contract/events.ts';
import { PHYSICAL_KEYS, physicalKey } from './key-layout.ts';

/** Length of the installation's secret, in bytes. */
export const SECRET_BYTES = 32;

const PURPOSE = 'samehand key slots v1';

/** Endless pseudo-random bytes: HMAC-SHA256 of a purpose and a counter under the secret (NIST SP 800-108, counter mode). */
function* byteStream(secret: Uint8Array): Generator<number, never> {
  for (let counter = 1; ; counter++) {
    const input = Buffer.alloc(4);
    input.writeUInt32BE(counter);
    yield* createHmac('sha256', secret).update(input).update(PURPOSE).digest();
  }
}

/** A whole number in 0…bound − 1, every one equally likely; `bound` is at most 256. */
const below = (bound: number, bytes: Generator<number, never>): number => {
  const limit = 256 - (256 % bound);
  for (;;) {
    const byte = bytes.next().value;
    if (byte < limit) return byte % bound;
  }
};

/**
 * From a libuiohook key code to its slot, 1…255, or {@link UNKNOWN_SLOT} for a key that the layout does not know.
 * The same secret always gives the same slots. Fisher–Yates over the slots, keyed by `secret` (32 bytes; a
 * `RangeError` otherwise).
 */
export const createKeySlots = (secret: Uint8Array): ((code: number) => number) => {
  if (secret.length !== SECRET_BYTES) throw new RangeError(`the key-slot secret must be ${String(SECRET_BYTES)} bytes`);
  const bytes = byteStream(secret);
  const slots = Uint8Array.from({ length: SLOT_COUNT - 1 }, (_, index) => index + 1);
  for (let last = slots.length - 1; last > 0; last--) {
    const other = below(last + 1, bytes);
    const moved = slots[last] ?? 0;
    slots[last] = slots[other] ?? 0;
    slots[other] = moved;
  }
  const bySlot = new Map(PHYSICAL_KEYS.map((code, index) => [code, slots[index] ?? UNKNOWN_SLOT]));
  return (code) => bySlot.get(physicalKey(code)) ?? UNKNOWN_SLOT;
};
