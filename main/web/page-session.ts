/** The one session that a page opens with the token of its address. */
import { timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;
/** How long the address waits to be opened. */
export const ADDRESS_LIVES_MS = 120_000;

interface OpenedSession {
  /** By which the page shows that it may call. */
  readonly session: string;
  /** By which the server shows that it is still the one that the page was opened by: ports change hands. */
  readonly proof: string;
}

export interface PageSession {
  /** For the address; it works once. */
  readonly token: string;
  /** By which the server shows itself, see {@link OpenedSession}. */
  readonly proof: string;
  /** Null when the token is wrong, used or too old. */
  readonly open: (token: unknown) => OpenedSession | null;
  /** Of the header `Authorization`. */
  readonly holds: (authorization: string | undefined) => boolean;
}

const isSame = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

export interface PageSessionOptions {
  /** Cryptographically strong. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** Milliseconds on a clock that nobody can set. */
  readonly monotonicMs: () => number;
}

export const createPageSession = ({ randomBytes, monotonicMs }: PageSessionOptions): PageSession => {
  const openUntil = monotonicMs() + ADDRESS_LIVES_MS;
  const [token, session, proof] = [0, 1, 2].map(() => Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url')) as [
    string,
    string,
    string,
  ];
  let isUsed = false;
  return {
    token,
    proof,
    open: (given) => {
      if (isUsed || monotonicMs() > openUntil || typeof given !== 'string' || !isSame(given, token)) return null;
      isUsed = true;
      return { session, proof };
    },
    holds: (authorization) => isUsed && isSame(authorization ?? '', `Bearer ${session}`),
  };
};
