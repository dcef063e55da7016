/**
 * Which application is in front under X11 (Extended Window Manager Hints). The only file that knows the `x11` package,
 * a client in JavaScript: unlike the C library it does not end the process when the display goes.
 */
import { readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Display } from 'x11';
import { openX11Socket } from './x11-socket.ts';

export interface X11Window {
  /** Path of the program whose window has the focus, else the class of the window; null where neither is known. Never rejects. */
  application(): Promise<string | null>;
  close(): void;
}

interface Connection {
  readonly display: Promise<Display>;
  /** Aborted when the connection has ended, and to end it. */
  readonly life: AbortController;
}

const ANY_TYPE = 0;
/** Longest property that is read, in units of four bytes. */
const LENGTH = 64;
const LIMIT_MS = 2_000;

/** Of the protocol itself (X11, appendix B), as far as they are used: the same on every display. */
const PREDEFINED_ATOMS = { WM_CLASS: 67, WM_CLIENT_MACHINE: 36 } as const;

/** The library says that nothing failed by null, or by nothing. */
const isFine = (error: Error | null | undefined): boolean => (error ?? null) === null;

/**
 * The library is given socket and cookie: left to itself it would throw where nobody can catch it when the cookie's file
 * cannot be read, and would try TCP where there is no local socket.
 */
const connect = async (env: NodeJS.ProcessEnv, life: AbortController): Promise<Display> => {
  const { socket, number, auth } = await openX11Socket(env, life.signal);
  socket.once('close', () => {
    life.abort();
  });
  const { createClient } = await import('x11');
  return await new Promise((resolve, reject) => {
    const options = { display: `:${String(number)}`, stream: socket, auth, disableBigRequests: true };
    const client = createClient(options, (error, opened) => {
      if (!isFine(error)) {
        reject(error ?? new Error('no answer'));
        return;
      }
      // Numbers of atoms are the display's own, but the library keeps one table for all.
      opened.client.atoms = { ...PREDEFINED_ATOMS };
      resolve(opened);
    });
    client.on('error', (error: Error) => {
      reject(error);
      life.abort();
    });
  });
};

const begin = (env: NodeJS.ProcessEnv): Connection => {
  const life = new AbortController();
  return { display: connect(env, life), life };
};

const atom = ({ client }: Display, name: string): Promise<number> =>
  new Promise((resolve, reject) => {
    client.InternAtom(false, name, (error, answer) => {
      if (isFine(error)) resolve(answer);
      else reject(error ?? new Error('no answer'));
      return true;
    });
  });

/** A window that went away meanwhile has no properties. */
const property = async (display: Display, window: number, name: string): Promise<Buffer> => {
  const id = await atom(display, name);
  return await new Promise((resolve) => {
    display.client.GetProperty(0, window, id, ANY_TYPE, 0, LENGTH, (error, answer) => {
      resolve(isFine(error) ? answer.data : Buffer.alloc(0));
      return true;
    });
  });
};

const number = (data: Buffer): number | null => (data.length >= 4 ? data.readUInt32LE(0) : null);
const text = (data: Buffer): string => data.toString('utf8').replace(/\0+$/, '');

/** Null for a process of somebody else, or of another machine or container that does not count as this one does. */
const programOf = async (pid: number): Promise<string | null> => {
  try {
    // What the kernel adds when the file was replaced while the program runs, as updates do.
    return (await readlink(`/proc/${String(pid)}/exe`)).replace(/ \(deleted\)$/, '');
  } catch {
    return null;
  }
};

/** `WM_CLASS` is two strings, each with a zero: instance and class. */
const classOf = (data: Buffer): string | null => {
  const name = data.toString('utf8').split('\0')[1];
  return name === undefined || name === '' ? null : name;
};

const read = async (display: Display): Promise<string | null> => {
  const root = display.screen[0]?.root;
  if (root === undefined) return null;
  const window = number(await property(display, root, '_NET_ACTIVE_WINDOW'));
  if (window === null || window === 0) return null;
  const pid = number(await property(display, window, '_NET_WM_PID'));
  const machine = text(await property(display, window, 'WM_CLIENT_MACHINE'));
  const isOurs = machine === '' || machine === hostname();
  const program = pid === null || !isOurs ? null : await programOf(pid);
  return program ?? classOf(await property(display, window, 'WM_CLASS'));
};

/** Rejects when the signal comes first. */
const unlessAborted = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => {
    reject(new Error('the display has gone, or does not answer'));
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

/** Connects when first asked, and again when asked after the display was lost. */
export const createX11Window = (env: NodeJS.ProcessEnv): X11Window => {
  let connection: Connection | null = null;
  return {
    application: async () => {
      if (connection === null || connection.life.signal.aborted) connection = begin(env);
      const { display, life } = connection;
      const limit = setTimeout(() => {
        life.abort();
      }, LIMIT_MS);
      try {
        return await unlessAborted(display.then(read), life.signal);
      } catch {
        life.abort();
        return null;
      } finally {
        clearTimeout(limit);
      }
    },
    close: () => {
      connection?.life.abort();
    },
  };
};
