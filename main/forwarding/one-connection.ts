/**
 * Brings bytes to a server that never answers, and knows whether it has read them.
 *
 * Syslog has no acknowledgement. What TCP has is the end: a server that closes after it was told of the end has read
 * everything before it, since the end comes last; one that dies with bytes unread makes its system answer with a reset.
 * There is one gap: a server that was killed after it had taken the bytes into its memory, but before it had worked them
 * off, closes without a reset. So the end is not sent with the last bytes but a second later, and a connection that the
 * other side closes before is one that failed. A batch of a failed connection is sent again as a whole.
 */
import { connect, type ConnectionOptions } from 'node:tls';
import type { Schedule } from '../shared/schedule.ts';

const SECOND_MS = 1_000;
/** Longer than a server that runs needs to work off what it has read. */
export const LINGER_MS = SECOND_MS;
/** For all of it: connecting, sending, and the other side's end. */
export const CONNECTION_LIMIT_MS = 60 * SECOND_MS;

/** The other side went before it was told of the end. */
export const BROKEN_OFF = 'BROKEN_OFF';
export const TIMED_OUT = 'ETIMEDOUT';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

export interface ConnectionPorts {
  readonly schedule: Schedule;
  readonly signal: AbortSignal;
}

/**
 * Resolves when the other side has read all of it.
 *
 * @throws an error with the system's or OpenSSL's `code`, {@link BROKEN_OFF} or {@link TIMED_OUT}
 */
export const deliver = (
  options: ConnectionOptions,
  bytes: Uint8Array,
  { schedule, signal }: ConnectionPorts,
): Promise<void> =>
  new Promise((resolve, reject) => {
    let isEnding = false;
    let cancelLinger = (): void => undefined;
    const socket = connect(options);
    const stop = (): void => {
      socket.destroy(coded('ABORTED'));
    };
    const cancelLimit = schedule(() => {
      socket.destroy(coded(TIMED_OUT));
    }, CONNECTION_LIMIT_MS);
    let fault: Error | null = null;
    socket.once('secureConnect', () => {
      // Even without bytes: what is wrong with our own certificate is said only after the handshake.
      socket.write(bytes, () => {
        cancelLinger = schedule(() => {
          isEnding = true;
          socket.end();
        }, LINGER_MS);
      });
    });
    socket.once('end', () => {
      if (!isEnding) fault ??= coded(BROKEN_OFF);
    });
    socket.once('error', (error) => {
      fault ??= error;
    });
    socket.once('close', () => {
      cancelLinger();
      cancelLimit();
      signal.removeEventListener('abort', stop);
      if (!isEnding) fault ??= coded(BROKEN_OFF);
      if (fault === null) resolve();
      else reject(fault);
    });
    // Whatever it says is not for us; unread, its end would never be seen.
    socket.resume();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
