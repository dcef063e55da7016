/** Passphrases as scrypt makes of them (RFC 7914), in PHC string format: `$scrypt$ln=17,r=8,p=1$salt$hash`. */
import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { PASSPHRASE_HASH } from '../../contract/policy-access.ts';

const derive = promisify<string, Uint8Array, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** 128 MiB and some tenths of a second: what OWASP asks of scrypt. */
const COST = { ln: 17, r: 8, p: 1 } as const;
export const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Beyond this a hash in a policy would exhaust the machine it is checked on. */
const MOST = { ln: 20, r: 16, p: 4 } as const;

interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** The same letters typed on another keyboard are the same passphrase. */
const digest = (passphrase: string, salt: Uint8Array, { ln, r, p }: Cost, length: number): Promise<Buffer> =>
  derive(passphrase.normalize('NFKC'), salt, length, { N: 2 ** ln, r, p, maxmem: 128 * r * (2 ** ln + p + 4) });

/** @param salt {@link SALT_BYTES} random bytes */
export const hashPassphrase = async (passphrase: string, salt: Uint8Array): Promise<string> => {
  const hash = await digest(passphrase, salt, COST, HASH_BYTES);
  return `$scrypt$ln=${String(COST.ln)},r=${String(COST.r)},p=${String(COST.p)}$${unpadded(salt)}$${unpadded(hash)}`;
};

/** Also false where RFC 7914 knows no such scrypt: N must be less than 2^(128·r/8). */
const isBounded = ({ ln, r, p }: Cost): boolean =>
  ln >= 1 && ln <= MOST.ln && r >= 1 && r <= MOST.r && p >= 1 && p <= MOST.p && ln < 16 * r;

const PARTS = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/;

/** Whether a passphrase is the one that was hashed; false also for a hash that is none, or asks for too much. */
export const matchesPassphrase = async (passphrase: string, hash: string): Promise<boolean> => {
  const [, ln = '', r = '', p = '', salt = '', expected = ''] = PASSPHRASE_HASH.test(hash)
    ? (PARTS.exec(hash) ?? [])
    : [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (!isBounded(cost)) return false;
  const wanted = Buffer.from(expected, 'base64');
  const found = await digest(passphrase, Buffer.from(salt, 'base64'), cost, wanted.length);
  return timingSafeEqual(found, wanted);
};
