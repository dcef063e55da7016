/** The state at the top: apart, so that a new count of events does not draw the whole window again. */
import { useStatus } from '../bridge/use-status.ts';
import { StateBadge } from '../parts/state-badge.tsx';

export const CurrentState = () => {
  const { value: status } = useStatus();
  return status === undefined ? null : <StateBadge state={status.state} />;
};
