/** Certificates and keys (PEM) that the policy names as files. Read for every connection, so that renewed ones count at once. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { CodedError } from '../../contract/result.ts';

/** Far above the certificates of every public authority together. */
const LARGEST_BYTES = 1_048_576;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const fault = (setting: string, what: string, cause?: unknown): CodedError =>
  new CodedError('policy-invalid', `The file of "${setting}" in the policy ${what}. Check the setting and the file.`, {
    cause,
  });

const read = async (path: string, setting: string): Promise<string> => {
  try {
    const stats = await stat(path);
    // A pipe would never end.
    if (!stats.isFile()) throw fault(setting, 'is not a regular file');
    if (stats.size > LARGEST_BYTES) throw fault(setting, 'is too large');
    return await readFile(path, 'latin1');
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw fault(setting, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, error);
  }
};

/**
 * Certificates in a file, at least one.
 *
 * @param setting its name in the policy
 * @throws CodedError `policy-invalid`
 */
export const readCertificates = async (path: string, setting: string): Promise<string[]> => {
  const certificates = (await read(path, setting)).match(CERTIFICATE) ?? [];
  try {
    // A broken one would be passed over in silence, and every server refused.
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (error) {
    throw fault(setting, 'holds a broken certificate', error);
  }
  if (certificates.length === 0) throw fault(setting, 'holds no certificate');
  return [...certificates];
};

/**
 * A private key without a passphrase.
 *
 * @throws CodedError `policy-invalid`
 */
export const readPrivateKey = async (path: string, setting: string): Promise<string> => {
  const text = await read(path, setting);
  try {
    createPrivateKey(text);
  } catch (error) {
    throw fault(setting, 'holds no private key without a passphrase', error);
  }
  return text;
};
