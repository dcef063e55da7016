/** Why the binary of Electron could not be fetched, as a sentence. */

const CAUSES = /** @type {const} */ ([
  [/ChecksumMismatch|checksum/i, 'what came is not what the package expects (a wrong checksum)'],
  [/ENOSPC/, 'the disk is full: about 400 MB are needed'],
  [/Response code 404/, 'the server does not have it'],
  [/Response code 407|Proxy response|proxy authentication/i, 'the proxy refused it'],
  [/Response code [45]\d\d/, 'the server refused it'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_SSL|ERR_TLS/,
    'the certificate of the server is not trusted here (NODE_EXTRA_CA_CERTS can name the one of your organisation)',
  ],
  [/EACCES|EPERM|EROFS/, 'this folder cannot be written to'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|UND_ERR|fetch failed|terminated/,
    'the network does not let it through',
  ],
]);

/**
 * A sentence from what the installer wrote.
 *
 * @param {string} output
 */
export const explainFetch = (output) => {
  const cause = CAUSES.find(([pattern]) => pattern.test(output))?.[1] ?? 'its installer failed';
  return `Electron could not be fetched: ${cause}.`;
};
