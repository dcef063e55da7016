/** Tells the windows what the agent tells: each what it may hear, the state no more than ten times a second. */
import type { Status } from '../../../contract/ipc.ts';
import type { PushListener } from '../../../contract/windows.ts';
import type { Schedule } from '../../shared/schedule.ts';
import { mayHear } from './allowed-calls.ts';
import { createCoalescer } from './coalesce.ts';
import type { WindowFactory } from './window-factory.ts';

export const PUSH_CHANNEL = 'samehand:push';
const STATUS_EVERY_MS = 100;

export interface PagePushes {
  readonly push: PushListener;
  readonly stop: () => void;
}

export const createPagePushes = (
  { all }: Pick<WindowFactory, 'all'>,
  clock: () => number,
  schedule: Schedule,
): PagePushes => {
  const tell: PushListener = (name, body) => {
    for (const { name: window, window: shown } of all()) {
      if (!mayHear(window, name) || shown.isDestroyed() || shown.webContents.isDestroyed()) continue;
      shown.webContents.send(PUSH_CHANNEL, name, body);
    }
  };
  const status = createCoalescer<Status>({
    everyMs: STATUS_EVERY_MS,
    clock,
    schedule,
    send: (body) => {
      tell('status', body);
    },
  });
  return {
    push: (name, body) => {
      if (name === 'status') status.offer(body as Status);
      else tell(name, body);
    },
    stop: status.stop,
  };
};
