import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { CONSENT_VERSION } from '../../contract/consent.ts';
import { consent as german } from './de/consent.ts';
import { consent as english } from './en/consent.ts';

/** Of the texts of each version, so that none is changed under an answer that was given to it. */
const DIGESTS: Readonly<Record<number, string>> = {
  1: 'ae8e11bb11405738d6d4d9d5330b1c73cc810ccea1277762eb0866e2119020ce',
  2: '0fca5ba161cb683667ed6810486eb34b41836f6d4bd882a17d23fbd7e4f5ad94',
};

it('has the texts that its version was given for', () => {
  // Buttons and the like may change; what is told may not.
  const told = [english, german].map(({ lead, seen, kept, never, long, who, decides, required, notice }) => {
    return { lead, seen, kept, never, long, who, decides, required, notice };
  });
  const digest = createHash('sha256').update(JSON.stringify(told)).digest('hex');
  expect(digest, 'a text that says something else needs a new CONSENT_VERSION and a line here').toBe(
    DIGESTS[CONSENT_VERSION],
  );
});
