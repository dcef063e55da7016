/** Who has the audit log open: tokens in memory, each until it was not used for a quarter of an hour. */

const READER_BYTES = 32;
const IDLE_MS = 15 * 60_000;
const MOST_READERS = 8;

export interface Reader {
  /** Names the reader where its token must not be told. */
  readonly id: string;
  readonly by: string;
}

export interface Readers {
  /** A new reader's token; with too many, the one that was idle for longest loses its own. */
  open(by: string): string;
  /** Whose token it is, whose idle time begins anew by that; or null. */
  use(token: string): Reader | null;
}

export const createReaders = (ports: {
  readonly monotonicMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}): Readers => {
  /** Idle for longest first. */
  const open = new Map<string, Reader & { readonly usedMs: number }>();
  let opened = 0;

  const keep = (token: string, { id, by }: Reader): void => {
    open.delete(token);
    open.set(token, { id, by, usedMs: ports.monotonicMs() });
  };

  return {
    open: (by) => {
      const oldest = open.keys().next().value;
      if (open.size >= MOST_READERS && oldest !== undefined) open.delete(oldest);
      const token = Buffer.from(ports.randomBytes(READER_BYTES)).toString('base64url');
      opened += 1;
      keep(token, { id: String(opened), by });
      return token;
    },
    use: (token) => {
      const reader = open.get(token);
      if (reader === undefined) return null;
      if (ports.monotonicMs() - reader.usedMs >= IDLE_MS) {
        open.delete(token);
        return null;
      }
      keep(token, reader);
      return reader;
    },
  };
};
