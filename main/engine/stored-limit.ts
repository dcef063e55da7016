/** A user's limit as the store gave it back: refused when it makes no sense. */
import type { FittedLimit, Tolerance } from './tolerance.ts';

const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;

const parseTolerance = (value: unknown): Tolerance | null => {
  const { actionsPerDay, budgetPerDay } = (value ?? {}) as Partial<Record<keyof Tolerance, unknown>>;
  return isPositive(actionsPerDay) && isPositive(budgetPerDay) ? { actionsPerDay, budgetPerDay } : null;
};

export const parseLimit = (value: unknown): FittedLimit | null => {
  const { drift, limit, falseLocksPerDay, chosenFor } = (value ?? {}) as Partial<Record<keyof FittedLimit, unknown>>;
  if (typeof drift !== 'number' || !isPositive(limit) || typeof falseLocksPerDay !== 'number') return null;
  const isSane = Number.isFinite(drift) && falseLocksPerDay >= 0;
  return isSane ? { drift, limit, falseLocksPerDay, chosenFor: parseTolerance(chosenFor) } : null;
};
