/** What went wrong in pages and in the double itself: a test asks for it at the end. */
import { onReset } from './resets.ts';

const faults: unknown[] = [];

export const recordFault = (cause: unknown): void => void faults.push(cause);
export const recordedFaults = (): readonly unknown[] => [...faults];

onReset(() => {
  faults.length = 0;
});
