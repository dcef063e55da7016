/** Both languages say the same things, to the last key and placeholder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { languageOf, startTexts } from './start.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

const leaves = (tree: Tree, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
  );
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort();

const english = new Map(leaves(en));
const german = new Map(leaves(de));

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !name.startsWith('i18n'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

describe('the texts', () => {
  it('are the same keys in both languages, none empty', () => {
    expect(english.size).toBeGreaterThan(100);
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...english, ...german].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have the same placeholders in both languages', () => {
    const different = [...english].filter(
      ([key, text]) => String(placeholders(text)) !== String(placeholders(german.get(key) ?? '')),
    );
    expect(different).toEqual([]);
  });

  it('have a form for every plural of each language', () => {
    const forms = (keys: Iterable<string>, language: string): readonly string[] => {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const known = new Set(keys);
      return [...known]
        .filter((key) => key.endsWith('_other'))
        .flatMap((key) => wanted.map((form) => key.replace(/_other$/, `_${form}`)))
        .filter((key) => !known.has(key));
    };
    expect(forms(english.keys(), 'en')).toEqual([]);
    expect(forms(german.keys(), 'de')).toEqual([]);
  });

  it('are all used', () => {
    const code = sources(resolve(import.meta.dirname, '..')).join('\n');
    // A key is used by its own name, or through a template that begins or ends like it.
    const templates = [...code.matchAll(/`([\w.-]*)\$\{/g)]
      .map(([, start]) => start ?? '')
      .filter((start) => start !== '');
    const isUsed = (key: string): boolean => {
      const within = key.slice(key.indexOf('.') + 1).replace(/_(one|other)$/, '');
      return code.includes(`'${within}'`) || templates.some((start) => within.startsWith(start));
    };
    expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });

  it('are shown in the language that was chosen, or the first that the system wants and there is', async () => {
    expect(languageOf('de', ['en-GB'])).toBe('de');
    expect(languageOf(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(languageOf(null, ['fr'])).toBe('en');
    const texts = await startTexts('de');
    expect(texts.t('states.watching')).toBe(de.common.states.watching);
    expect(texts.getFixedT('en')('states.watching')).toBe(en.common.states.watching);
  });
});
