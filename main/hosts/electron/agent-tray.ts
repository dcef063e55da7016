/** Keeps the tray at what the agent is and what its policy allows. */
import type { Language } from '../../../contract/consent.ts';
import type { Status } from '../../../contract/ipc.ts';
import type { Policy } from '../../../contract/policy.ts';
import type { Handlers } from '../../control/dispatch.ts';
import { createTray } from './tray.ts';
import { trayView, type TrayAction } from './tray-view.ts';

export interface AgentTrayPorts {
  readonly status: () => Status;
  readonly handlers: Pick<Handlers, 'policy.show'>;
  readonly language: () => Language;
  readonly act: (action: TrayAction) => void;
  readonly clock: () => number;
  readonly onFault: (cause: unknown) => void;
}

export interface FollowingTray {
  /** To be called whenever the agent or the language may be another. */
  readonly update: () => void;
  readonly destroy: () => void;
}

/** A policy that has changed is offered this much later at most; the agent itself goes by it at once. */
const POLICY_EVERY_MS = 5_000;

export const startAgentTray = (ports: AgentTrayPorts): FollowingTray => {
  const { status, handlers, language, act, clock, onFault } = ports;
  let policy: Policy | null = null;
  let askedAt = -Infinity;
  let hasEnded = false;
  const view = () => trayView({ status: status(), policy, language: language() });
  const tray = createTray(view(), act);

  const draw = (): void => {
    if (!hasEnded) tray.show(view());
  };
  const askPolicy = async (): Promise<void> => {
    const answer = await handlers['policy.show']({});
    if (!answer.ok) return;
    ({ policy } = answer.value);
    draw();
  };
  const update = (): void => {
    draw();
    if (clock() - askedAt < POLICY_EVERY_MS) return;
    askedAt = clock();
    askPolicy().catch(onFault);
  };
  update();
  return {
    update,
    destroy: () => {
      hasEnded = true;
      tray.destroy();
    },
  };
};
