/** Reads a file as https://c2sp.org/age says, with Node's own cryptography and nothing of the library that wrote it. */
import { createDecipheriv, createHmac, hkdfSync, scryptSync } from 'node:crypto';

const TAG_BYTES = 16;
const PIECE_BYTES = 65_536 + TAG_BYTES;

const open = (key: Uint8Array, nonce: Uint8Array, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
};

const derive = (fileKey: Uint8Array, salt: Uint8Array, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', fileKey, salt, info, 32));

/** @throws when a MAC is wrong */
export const readBySpecification = (file: Buffer, passphrase: string): Buffer => {
  const macAt = file.indexOf('\n---') + '\n---'.length;
  const macEnd = file.indexOf('\n', macAt);
  const [version, stanza = '', ...body] = file.subarray(0, macAt).toString().split('\n').slice(0, -1);
  const [, kind, salt = '', factor] = stanza.split(' ');
  if (version !== 'age-encryption.org/v1' || kind !== 'scrypt') throw new Error('this is not age with a passphrase');
  const fullSalt = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), Buffer.from(salt, 'base64')]);
  const wrapping = scryptSync(passphrase, fullSalt, 32, { N: 2 ** Number(factor), r: 8, p: 1, maxmem: 2 ** 30 });
  const fileKey = open(wrapping, Buffer.alloc(12), Buffer.from(body.join(''), 'base64'));
  const mac = createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'header'))
    .update(file.subarray(0, macAt))
    .digest();
  if (!mac.equals(Buffer.from(file.subarray(macAt + 1, macEnd).toString(), 'base64'))) throw new Error('wrong MAC');

  const payload = file.subarray(macEnd + 1);
  const key = derive(fileKey, payload.subarray(0, 16), 'payload');
  const sealed = payload.subarray(16);
  const pieces: Buffer[] = [];
  for (let at = 0; at < sealed.length; at += PIECE_BYTES) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(at / PIECE_BYTES, 7);
    nonce[11] = at + PIECE_BYTES >= sealed.length ? 1 : 0;
    pieces.push(open(key, nonce, sealed.subarray(at, at + PIECE_BYTES)));
  }
  return Buffer.concat(pieces);
};
