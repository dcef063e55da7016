/** Makes a privileged call: asks for the proof that the agent says is missing, and makes the call again with it. */
import type { Identification } from '../../../contract/access.ts';
import type { CallArgs, CallName, CallResult } from '../../../contract/ipc.ts';
import { CodedError, err, type Result } from '../../../contract/result.ts';
import type { ControlClient } from '../../control/control-client.ts';
import { askSecret } from './ask.ts';
import type { Context } from './context.ts';

/** Calls that take a grant. */
export type GrantedCall = { [N in CallName]: 'grant' extends keyof CallArgs<N> ? N : never }[CallName];

export type CallWithGrant = <N extends GrantedCall>(name: N, args: CallArgs<N>) => Promise<Result<CallResult<N>>>;

const identify = async (context: Context, code: string): Promise<Identification | null> => {
  switch (code) {
    case 'needs-code':
      return { as: 'employee', code: await askSecret(context, 'One-time code') };
    case 'needs-administrator':
      return { as: 'administrator', passphrase: await askSecret(context, 'Passphrase of the administrator') };
    case 'needs-auditor':
      return { as: 'auditor', passphrase: await askSecret(context, 'Passphrase of the auditor') };
    default:
      return null;
  }
};

/**
 * For several calls of one command: the proof that was good for one is tried for the next before anybody is asked anew.
 * Each answers with the call's own answer, or with why no grant was to be had.
 */
export const createCallWithGrant = (context: Context, client: ControlClient): CallWithGrant => {
  let kept: string | undefined;
  return async (name, args) => {
    const first = await client.call(name, kept === undefined ? args : { ...args, grant: kept });
    if (first.ok) return first;
    let identification: Identification | null;
    try {
      identification = await identify(context, first.code);
    } catch (cause) {
      // Nobody is there to give it: then what is missing is the answer.
      if (cause instanceof CodedError && cause.code === 'usage')
        return err(first.code, `${first.message} ${cause.message}`);
      throw cause;
    }
    if (identification === null) return first;
    const granted = await client.call('authorise', identification);
    if (!granted.ok) return granted;
    kept = granted.value.grant;
    return client.call(name, { ...args, grant: kept });
  };
};

/** The answer to the call, or why no grant was to be had. */
export const callWithGrant = <N extends GrantedCall>(
  context: Context,
  client: ControlClient,
  name: N,
  args: CallArgs<N>,
): Promise<Result<CallResult<N>>> => createCallWithGrant(context, client)(name, args);
