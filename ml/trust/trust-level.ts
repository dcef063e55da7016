/** Trust as a level: what the decision table goes by once there is a baseline. */
import type { TrustLevel } from '../../contract/verdict.ts';

/** Trust, 0–100, below which a code is asked for, and below which the workstation is locked; `lockBelow` is the lower. */
export interface TrustLimits {
  readonly promptBelow: number;
  readonly lockBelow: number;
}

/** Exactly at a limit is not below it. */
export const trustLevel = (trust: number, { promptBelow, lockBelow }: TrustLimits): Exclude<TrustLevel, 'learning'> => {
  if (trust < lockBelow) return 'distrusted';
  return trust < promptBelow ? 'doubtful' : 'trusted';
};
