/** Runs a command on the audit log of the running agent: opens it, and opens it again where that took too long. */
import type { CallArgs, CallName, CallResult } from '../../../contract/ipc.ts';
import { unwrap } from '../../../contract/result.ts';
import type { ControlClient } from '../../control/control-client.ts';
import { withAgent, type Context } from './context.ts';
import { createCallWithGrant } from './with-grant.ts';

/** Calls that take the reader of an open log. */
type ReaderCall = { [N in CallName]: 'reader' extends keyof CallArgs<N> ? N : never }[CallName];
type WithoutReader<N extends ReaderCall> = Omit<CallArgs<N>, 'reader'>;

/** Every method throws the agent's error as a CodedError. */
export interface OpenAudit {
  readonly client: ControlClient;
  /** Every kind of record there is. */
  readonly kinds: readonly string[];
  ask<N extends Exclude<ReaderCall, 'audit.export'>>(name: N, args: WithoutReader<N>): Promise<CallResult<N>>;
  /** Takes the proof of identity anew; one that is still good is taken for it. */
  beginExport(args: Omit<CallArgs<'audit.export'>, 'reader' | 'grant'>): Promise<CallResult<'audit.export'>>;
}

/** Opens the log over a connection. */
export const openAudit = async (context: Context, client: ControlClient): Promise<OpenAudit> => {
  const granted = createCallWithGrant(context, client);
  const open = async () => unwrap(await granted('audit.open', {}));
  const { reader: first, kinds } = await open();
  let reader = first;
  return {
    client,
    kinds,
    ask: async <N extends Exclude<ReaderCall, 'audit.export'>>(name: N, args: WithoutReader<N>) => {
      const call = () => client.call(name, { ...args, reader } as CallArgs<N>);
      const answer = await call();
      if (answer.ok || answer.code !== 'needs-auditor') return unwrap(answer);
      ({ reader } = await open());
      return unwrap(await call());
    },
    beginExport: async (args) => unwrap(await granted('audit.export', { ...args, reader })),
  };
};

/** Connects to the agent, opens its audit log, and closes the connection afterwards. */
export const withAudit = <T>(context: Context, work: (audit: OpenAudit) => Promise<T>): Promise<T> =>
  withAgent(context, async (client) => work(await openAudit(context, client)));
