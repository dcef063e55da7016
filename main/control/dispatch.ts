/** Answers a call by name: checks the argument, runs the handler, checks the result. Every transport goes through it. */
import { z } from 'zod';
import { CALLS, type CallName, type CallResult } from '../../contract/ipc.ts';
import { CodedError, err, type Result } from '../../contract/result.ts';

export type Handlers = {
  readonly [N in CallName]: (args: z.output<(typeof CALLS)[N]['args']>) => Promise<Result<CallResult<N>>>;
};

export const isCallName = (name: string): name is CallName => Object.hasOwn(CALLS, name);

/** The one place where a handler and its own schema meet; the table's types tie them together. */
const run = async <N extends CallName>(handlers: Handlers, name: N, args: unknown): Promise<Result<CallResult<N>>> => {
  const { args: argsSchema, result: resultSchema } = CALLS[name];
  const parsed = argsSchema.safeParse(args);
  if (!parsed.success) return err('usage', `${name}: ${z.prettifyError(parsed.error)}`);
  const result = await handlers[name](parsed.data as z.output<(typeof CALLS)[N]['args']>);
  if (!result.ok) return result;
  return { ok: true, value: resultSchema.parse(result.value) as CallResult<N> };
};

/**
 * Answers any message. What is not a known call with a valid argument gets code `usage`; a fault of ours gets
 * `internal` and is handed to `onFault`, without its details going to the caller.
 */
export const dispatch = async (
  handlers: Handlers,
  name: string,
  args: unknown,
  onFault: (cause: unknown) => void,
): Promise<Result<unknown>> => {
  if (!isCallName(name)) return err('usage', `there is no call named ${JSON.stringify(name.slice(0, 40))}`);
  try {
    return await run(handlers, name, args);
  } catch (cause) {
    if (cause instanceof CodedError) return err(cause.code, cause.message);
    onFault(cause);
    return err('internal', 'The agent failed to answer; its log says why.');
  }
};
