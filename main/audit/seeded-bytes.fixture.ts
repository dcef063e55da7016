/** Bytes that look random and are the same in every run. */
import { createRandom } from '../../ml/random.ts';

/** Keys that are the same every time. */
export const seededBytes = (seed: number): ((length: number) => Uint8Array) => {
  const random = createRandom(seed);
  return (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
};
