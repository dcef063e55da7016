/**
 * Asks an X server whether it would serve the hook, without Xlib: Xlib ends the process when it is refused. Opens a
 * connection, sets it up with the user's cookie and asks for the RECORD extension (X11 protocol, "Connection Setup",
 * "QueryExtension").
 */
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../../contract/result.ts';
import { COOKIE_PROTOCOL, findCookie } from './xauthority.ts';
import { endpointsOf, type X11Display, type X11Endpoint } from './x11-display.ts';

/** A busy server answers within this. */
const TIME_LIMIT_MS = 3_000;
const LITTLE_ENDIAN = 0x6c;
const PROTOCOL_MAJOR = 11;
const SUCCESS = 1;
const REPLY = 1;
const ERROR = 0;
const QUERY_EXTENSION = 98;
const UNIT_BYTES = 32;

type Probed = Result<null, 'sensor-unavailable'>;

const padded = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

const setupRequest = (cookie: Uint8Array | null): Buffer => {
  const name = Buffer.from(cookie === null ? '' : COOKIE_PROTOCOL);
  const data = cookie ?? new Uint8Array(0);
  const head = Buffer.alloc(12);
  head.writeUInt8(LITTLE_ENDIAN, 0);
  head.writeUInt16LE(PROTOCOL_MAJOR, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(data.length, 8);
  return Buffer.concat([head, padded(name), padded(data)]);
};

const queryExtension = (extension: string): Buffer => {
  const name = Buffer.from(extension);
  const head = Buffer.alloc(8);
  head.writeUInt8(QUERY_EXTENSION, 0);
  head.writeUInt16LE(2 + Math.ceil(name.length / 4), 2);
  head.writeUInt16LE(name.length, 4);
  return Buffer.concat([head, padded(name)]);
};

/** Hands out exactly so many bytes at a time; rejects when the connection ends first. */
const createByteReader = (socket: Socket): ((length: number) => Promise<Buffer>) => {
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let buffered = Buffer.alloc(0);
  return async (length) => {
    while (buffered.length < length) {
      const next = await chunks.next();
      if (next.done === true) throw new Error('the X server closed the connection');
      buffered = Buffer.concat([buffered, next.value]);
    }
    const taken = buffered.subarray(0, length);
    buffered = buffered.subarray(length);
    return taken;
  };
};

const converse = async (socket: Socket, cookie: Uint8Array | null): Promise<string | null> => {
  const read = createByteReader(socket);
  socket.write(setupRequest(cookie));
  const head = await read(8);
  const body = await read(4 * head.readUInt16LE(6));
  if (head[0] !== SUCCESS) {
    const said = body.subarray(0, head[1]).toString('latin1').trim();
    return `refuses this user (${said}); start the agent in the desktop session, or set XAUTHORITY`;
  }
  socket.write(queryExtension('RECORD'));
  for (;;) {
    const unit = await read(UNIT_BYTES);
    if (unit[0] === ERROR || (unit[0] === REPLY && unit[8] === 0))
      return 'lacks the RECORD extension; enable it in the server’s configuration';
    if (unit[0] === REPLY) return null;
  }
};

const open = (endpoint: X11Endpoint): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ ...endpoint, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.setTimeout(TIME_LIMIT_MS, () => socket.destroy(new Error('no answer in time')));
  });

const cookieFor = async (display: X11Display, env: NodeJS.ProcessEnv): Promise<Uint8Array | null> => {
  const path = env.XAUTHORITY ?? join(env.HOME ?? homedir(), '.Xauthority');
  const file = await readFile(path).catch(() => null);
  return file === null ? null : findCookie(file, display, hostname());
};

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether the X server at `display` answers, lets this user in, and can report input to the hook. */
export const probeX11 = async (display: X11Display, env: NodeJS.ProcessEnv): Promise<Probed> => {
  const name = `The X server ${display.host ?? ''}:${String(display.number)}`;
  let reason = '';
  for (const endpoint of endpointsOf(display)) {
    let socket: Socket;
    try {
      socket = await open(endpoint);
    } catch (error) {
      reason = message(error);
      continue;
    }
    try {
      const fault = await converse(socket, await cookieFor(display, env));
      return fault === null ? ok(null) : err('sensor-unavailable', `${name} ${fault}.`);
    } catch (error) {
      return err('sensor-unavailable', `${name} does not answer (${message(error)}).`);
    } finally {
      socket.destroy();
    }
  }
  return err('sensor-unavailable', `${name} is not there (${reason}). Is the desktop session running?`);
};
