/**
 * Which application is in front under X11 (Extended Window Manager Hints). The only file that knows the `x11` package,
 * a client in JavaScript: unlike the C library it cannot end the process when the display goes.
 */
import { readlink } from 'node:fs/promises';
import type { Display } from 'x11';

export interface X11Window {
  /** Path of the program whose window has the focus, else the class of the window; null where neither is known. Never rejects. */
  application(): Promise<string | null>;
  close(): void;
}

const ANY_TYPE = 0;
/** Longest property that is read, in units of four bytes. */
const LENGTH = 64;
const LIMIT_MS = 2_000;

/** Of the protocol itself (X11, appendix B), as far as they are used: the same on every display. */
const PREDEFINED_ATOMS = { WM_CLASS: 67 } as const;

/** The library says that nothing failed by null, or by nothing. */
const isFine = (error: Error | null | undefined): boolean => (error ?? null) === null;

/** Numbers of atoms are the display's own, but the library keeps one table for all, which a new display would be asked by. */
const withOwnAtoms = (display: Display): Display => {
  display.client.atoms = { ...PREDEFINED_ATOMS };
  return display;
};

const connect = async (env: NodeJS.ProcessEnv, onLost: () => void): Promise<Display> => {
  const display = env.DISPLAY;
  if (display === undefined || display === '') throw new Error('there is no display');
  const { createClient } = await import('x11');
  return await new Promise((resolve, reject) => {
    const { XAUTHORITY } = env;
    const client = createClient(
      { display, ...(XAUTHORITY === undefined ? {} : { xauthority: XAUTHORITY }) },
      (error, opened) => {
        if (isFine(error)) resolve(withOwnAtoms(opened));
        else reject(error ?? new Error('no answer'));
      },
    );
    client.on('error', (error: Error) => {
      reject(error);
      onLost();
    });
    client.on('end', onLost);
  });
};

const atom = ({ client }: Display, name: string): Promise<number> =>
  new Promise((resolve, reject) => {
    client.InternAtom(false, name, (error, answer) => {
      if (isFine(error)) resolve(answer);
      else reject(error ?? new Error('no answer'));
    });
  });

const property = async (display: Display, window: number, name: string): Promise<Buffer> => {
  const id = await atom(display, name);
  return await new Promise((resolve, reject) => {
    display.client.GetProperty(0, window, id, ANY_TYPE, 0, LENGTH, (error, answer) => {
      if (isFine(error)) resolve(answer.data);
      else reject(error ?? new Error('no answer'));
    });
  });
};

const number = (data: Buffer): number | null => (data.length >= 4 ? data.readUInt32LE(0) : null);

const programOf = async (pid: number): Promise<string | null> => {
  try {
    return await readlink(`/proc/${String(pid)}/exe`);
  } catch {
    return null;
  }
};

/** `WM_CLASS` is two strings, each with a zero: instance and class. */
const classOf = (data: Buffer): string | null => data.toString('utf8').split('\0')[1] ?? null;

const read = async (display: Display): Promise<string | null> => {
  const root = display.screen[0]?.root;
  if (root === undefined) return null;
  const window = number(await property(display, root, '_NET_ACTIVE_WINDOW'));
  if (window === null || window === 0) return null;
  const pid = number(await property(display, window, '_NET_WM_PID'));
  const program = pid === null ? null : await programOf(pid);
  return program ?? classOf(await property(display, window, 'WM_CLASS'));
};

/** Rejects where the display does not answer in time: it hangs, or went without a word. */
const withinLimit = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${String(LIMIT_MS)} ms`));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Connects when first asked, and again after the display was lost. */
export const createX11Window = (env: NodeJS.ProcessEnv): X11Window => {
  let connection: Promise<Display> | null = null;
  const lost = (): void => {
    connection = null;
  };
  const connected = (): Promise<Display> => {
    connection ??= connect(env, lost).catch((error: unknown) => {
      lost();
      throw error;
    });
    return connection;
  };
  const end = (): void => {
    void connection?.then(({ client }) => {
      client.terminate();
    }, lost);
    lost();
  };
  return {
    application: async () => {
      try {
        return await withinLimit(connected().then(read));
      } catch {
        end();
        return null;
      }
    },
    close: end,
  };
};
