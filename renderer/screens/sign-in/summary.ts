/** How the employee's codes stand, in a word. */
import type { StepUpStatus } from '../../../contract/step-up.ts';

/** With so few left it is time for new ones. */
const FEW_CODES = 2;
/** An authenticator's clock that is off by so much is close to what is refused. */
const DRIFT_SECONDS = 30;

/**
 * `nothing`: none is set up. `broken`: what is set up cannot be used. `reserve`: recovery codes are all that can be
 * used. `noCodes`, `fewCodes`: it works, but there is little or no reserve. `ready`: nothing is missing.
 */
export type Summary = 'nothing' | 'broken' | 'reserve' | 'noCodes' | 'fewCodes' | 'ready';

/** @param wantsCodes whether the policy has recovery codes at all */
export const summaryOf = (setUp: StepUpStatus, wantsCodes: boolean): Summary => {
  const { authenticator, email, recoveryCodesLeft, usable } = setUp;
  if (authenticator === null && email === null && recoveryCodesLeft === 0) return 'nothing';
  if (usable.length === 0) return 'broken';
  if (usable.every((method) => method === 'recovery-code')) return 'reserve';
  if (!wantsCodes || recoveryCodesLeft > FEW_CODES) return 'ready';
  return recoveryCodesLeft === 0 ? 'noCodes' : 'fewCodes';
};

/** Seconds by which the authenticator's clock is off, negative when it is behind; null: it does not matter. */
export const driftWorthTelling = ({ authenticator }: StepUpStatus): number | null => {
  const drift = authenticator?.driftSeconds ?? null;
  return drift === null || Math.abs(drift) < DRIFT_SECONDS ? null : drift;
};
