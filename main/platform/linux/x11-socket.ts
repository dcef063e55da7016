/** An open connection to the X server that `DISPLAY` names, and what it takes to be let in. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../../contract/result.ts';
import { COOKIE_PROTOCOL, findCookie } from '../../sensor/xauthority.ts';
import { endpointsOf, parseDisplay } from '../../sensor/x11-display.ts';

export interface X11Socket {
  readonly socket: Socket;
  /** Number of the display. */
  readonly number: number;
  /** Name and data of the proof, as bytes in a string; both empty where there is none. */
  readonly auth: { readonly name: string; readonly data: string };
}

/** Rejects where no server is there. `signal` ends the connection, whatever it is doing. */
export const openX11Socket = async (env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<X11Socket> => {
  const display = unwrap(parseDisplay(env.DISPLAY ?? ''));
  const path = env.XAUTHORITY ?? join(env.HOME ?? homedir(), '.Xauthority');
  const file = await readFile(path).catch(() => null);
  const cookie = file === null ? null : findCookie(file, display, hostname());
  const auth = { name: cookie === null ? '' : COOKIE_PROTOCOL, data: Buffer.from(cookie ?? []).toString('latin1') };
  let fault: unknown = new Error('there is no X server');
  for (const endpoint of endpointsOf(display)) {
    const socket = connect({ ...endpoint, noDelay: true, signal });
    // Told by `close` too; without a listener it would end the process.
    socket.on('error', () => undefined);
    try {
      await once(socket, 'connect');
      return { socket, number: display.number, auth };
    } catch (error) {
      fault = error;
    }
  }
  throw fault;
};
