/** When the windows in a browser have served: nobody looks any more, or nobody ever did. */
import type { Schedule } from '../shared/schedule.ts';
import { ADDRESS_LIVES_MS } from './page-session.ts';

/** `left`: nobody has looked for a minute after somebody had. `unopened`: the address is too old by now. */
export type WhyNobody = 'left' | 'unopened';

export interface ListenersWatch {
  readonly nobody: Promise<WhyNobody>;
  /** Resolves when the first page listens. */
  readonly looked: Promise<undefined>;
  readonly stop: () => void;
}

const LOOK_EVERY_MS = 1_000;
/** Loading the page again takes a moment. */
const ALONE_MS = 60_000;

/** @param listening how many pages listen now */
export const watchListeners = (listening: () => number, schedule: Schedule): ListenersWatch => {
  const nobody = Promise.withResolvers<WhyNobody>();
  const looked = Promise.withResolvers<undefined>();
  let aloneMs = 0;
  let wasLooked = false;
  let cancel: () => void = () => undefined;
  const look = (): void => {
    if (listening() > 0) {
      wasLooked = true;
      aloneMs = 0;
      looked.resolve(undefined);
    } else aloneMs += LOOK_EVERY_MS;
    if (wasLooked && aloneMs >= ALONE_MS) nobody.resolve('left');
    else if (!wasLooked && aloneMs >= ADDRESS_LIVES_MS) nobody.resolve('unopened');
    else cancel = schedule(look, LOOK_EVERY_MS);
  };
  cancel = schedule(look, LOOK_EVERY_MS);
  return {
    nobody: nobody.promise,
    looked: looked.promise,
    stop: () => {
      cancel();
    },
  };
};
