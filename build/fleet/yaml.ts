/** YAML of plain data, in block style; every text that is not a plain word is quoted. */

export type Plain = string | number | boolean | readonly Plain[] | { readonly [name: string]: Plain };

/** Not what YAML would take for a number, a date, true or null, nor anything with a sign in it. */
const WORD = /^[a-z][a-z0-9._/-]*$/i;
const RESERVED = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** One line, in the quotes in which nothing but the quote itself has a meaning. */
const quoted = (value: string | number | boolean): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

const scalar = (value: string | number | boolean): string =>
  typeof value === 'string' && WORD.test(value) && !RESERVED.test(value) ? value : quoted(value);

const isScalar = (value: Plain): value is string | number | boolean => typeof value !== 'object';

const lines = (value: readonly Plain[] | Readonly<Record<string, Plain>>, indent: string): string[] =>
  Array.isArray(value)
    ? (value as readonly Plain[]).flatMap((item) => {
        if (isScalar(item)) return [`${indent}- ${scalar(item)}`];
        const [first = '', ...rest] = lines(item, `${indent}  `);
        return [`${indent}- ${first.trimStart()}`, ...rest];
      })
    : Object.entries(value as Readonly<Record<string, Plain>>).flatMap(([name, item]) =>
        isScalar(item)
          ? [`${indent}${scalar(name)}: ${scalar(item)}`]
          : [`${indent}${scalar(name)}:`, ...lines(item, `${indent}  `)],
      );

/** Several documents where there are several. */
export const yaml = (...documents: readonly Readonly<Record<string, Plain>>[]): string =>
  documents.map((document) => `${lines(document, '').join('\n')}\n`).join('---\n');
