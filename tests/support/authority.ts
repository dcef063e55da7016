/** A certificate authority of a test's own, with what it has signed. */
import { generate } from 'selfsigned';

export interface Certified {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Certified {
  /** Signs a certificate for a name, by which it is known as a server and as a client. */
  issue(name: string): Promise<Certified>;
}

const EC = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

export const createAuthority = async (name: string): Promise<Authority> => {
  const own = await generate([{ name: 'commonName', value: name }], {
    ...EC,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return {
    certificate: own.cert,
    key: own.private,
    issue: async (subject) => {
      const { cert, private: key } = await generate([{ name: 'commonName', value: subject }], {
        ...EC,
        ca: { key: own.private, cert: own.cert },
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true },
          { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
          { name: 'subjectAltName', altNames: [{ type: 2, value: subject }] },
        ],
      });
      return { certificate: cert, key };
    },
  };
};
