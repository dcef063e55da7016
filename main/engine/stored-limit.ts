/** A user's limit as the store gave it back: refused when it makes no sense. */
import type { ChosenLimit } from '../../ml/trust/choose-limit.ts';

export const parseLimit = (value: unknown): ChosenLimit | null => {
  const { drift, limit, falseLocksPerDay } = (value ?? {}) as Partial<Record<keyof ChosenLimit, unknown>>;
  if (typeof drift !== 'number' || typeof limit !== 'number' || typeof falseLocksPerDay !== 'number') return null;
  const sane = Number.isFinite(drift) && Number.isFinite(limit) && limit > 0 && falseLocksPerDay >= 0;
  return sane ? { drift, limit, falseLocksPerDay } : null;
};
