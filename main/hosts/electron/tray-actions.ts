/** Does what was chosen in the tray. What needs a proof of identity is asked for in the main window. */
import { assertNever, type Result } from '../../../contract/result.ts';
import type { CallArgs, CallName } from '../../../contract/ipc.ts';
import { dispatch, type Handlers } from '../../control/dispatch.ts';
import type { Place } from './page-url.ts';
import type { TrayAction } from './tray-view.ts';

export interface TrayActionPorts {
  readonly handlers: Handlers;
  readonly open: (place: Place) => void;
  readonly onFault: (cause: unknown) => void;
}

/** Never rejects. */
export const createTrayActions = ({ handlers, open, onFault }: TrayActionPorts) => {
  const call = <N extends CallName>(name: N, args: CallArgs<N>): Promise<Result<unknown>> =>
    dispatch(handlers, name, args, onFault);
  return async (action: TrayAction): Promise<void> => {
    switch (action.kind) {
      case 'open':
        open({ screen: action.screen });
        return;
      case 'pause': {
        const { minutes } = action;
        const answer = await call('pause', { minutes });
        // The page asks again, with the proof that was missing, or says why not.
        if (!answer.ok) open({ screen: 'status', wish: `pause=${String(minutes)}` });
        return;
      }
      case 'resume':
        await call('resume', {});
        return;
      case 'quit':
        if (!(await call('quit', {})).ok) open({ screen: 'status', wish: 'quit' });
        return;
      default:
        assertNever(action);
    }
  };
};
