/** The certificates of the company's own authority, by which its mail server is known. */
import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { CodedError } from '../../contract/result.ts';

/** Far above the certificates of every public authority together. */
const LARGEST_BYTES = 1_048_576;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const fault = (what: string, cause?: unknown): CodedError =>
  new CodedError(
    'policy-invalid',
    `The file with the mail server’s authority ${what}. Check "mail.caFile" in the policy.`,
    {
      cause,
    },
  );

/**
 * Certificates in PEM, at least one.
 *
 * @throws CodedError `policy-invalid` when there is no such file, or no certificate in it
 */
export const readAuthority = async (path: string): Promise<string[]> => {
  const read = async (): Promise<string> => {
    try {
      const { size } = await stat(path);
      // A pipe would never end, and says that it has no size.
      if (size > LARGEST_BYTES) throw fault('is too large');
      return size === 0 ? '' : await readFile(path, 'latin1');
    } catch (error) {
      if (error instanceof CodedError) throw error;
      throw fault(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, error);
    }
  };
  const certificates = (await read()).match(CERTIFICATE) ?? [];
  try {
    // A broken one would be passed over in silence, and every server refused.
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (error) {
    throw fault('holds a broken certificate', error);
  }
  if (certificates.length === 0) throw fault('holds no certificate');
  return [...certificates];
};
