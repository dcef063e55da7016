/** Whether the host starts the agent when somebody logs in. */
import type { Result } from '../../contract/result.ts';

export interface StartAtLogin {
  readonly isOn: () => Promise<boolean>;
  readonly set: (on: boolean) => Promise<Result<null>>;
}
