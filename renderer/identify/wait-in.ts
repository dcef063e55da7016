/** How long the agent takes no more proofs: it says so in its sentence alone. */
import type { Problem } from '../bridge/problem.ts';

const WAIT = /\bin (\d+) s\.$/;

/** ISO 8601; null where it names no wait. */
export const waitUntil = ({ code, message }: Problem, nowMs: number): string | null => {
  const seconds = code === 'throttled' ? WAIT.exec(message)?.[1] : undefined;
  return seconds === undefined ? null : new Date(nowMs + Number(seconds) * 1_000).toISOString();
};
