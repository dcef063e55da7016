import { describe, expect, it } from 'vitest';
import { languageFor } from './texts.ts';

describe('the language of the tray', () => {
  it.each([
    ['en', 'de-DE', 'en'],
    ['de', 'en-US', 'de'],
    [null, 'de', 'de'],
    [null, 'de-AT', 'de'],
    [null, 'DE_ch', 'de'],
    [null, 'den', 'en'],
    [null, 'fr-FR', 'en'],
    [null, '', 'en'],
  ] as const)('with %s chosen on a system in %j is %s', (chosen, locale, expected) => {
    expect(languageFor(chosen, locale)).toBe(expected);
  });
});
