/** What pages ask of the agent and hear from it, over the connection of a command. */
import { z } from 'zod';
import { CALLS, PUSHES, type PushName } from '../../../contract/ipc.ts';
import { CodedError, err } from '../../../contract/result.ts';
import type { PushListener } from '../../../contract/windows.ts';
import type { ControlClient } from '../../control/control-client.ts';
import { isCallName } from '../../control/dispatch.ts';
import type { PageBackend } from '../../web/page-server.ts';

const callOf =
  (client: Pick<ControlClient, 'call'>): PageBackend['call'] =>
  async (name, args) => {
    if (!isCallName(name)) return err('usage', `there is no call named ${JSON.stringify(name.slice(0, 40))}`);
    // Checked before it is sent on: what the agent would refuse need not reach it.
    const given = CALLS[name].args.safeParse(args);
    if (!given.success) return err('usage', `${name}: ${z.prettifyError(given.error)}`);
    try {
      return await client.call(name, given.data);
    } catch (cause) {
      if (cause instanceof CodedError) return err(cause.code, cause.message);
      throw cause;
    }
  };

/** The client must have called `watch` for pushes to come. */
export const agentBackend = (client: Pick<ControlClient, 'call' | 'on'>): PageBackend => {
  const listeners = new Set<PushListener>();
  for (const name of Object.keys(PUSHES) as PushName[]) {
    client.on(name, (body) => {
      for (const listener of listeners) listener(name, body);
    });
  }
  return {
    call: callOf(client),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
