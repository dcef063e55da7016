/** HTML that cannot be broken out of: everything put into it is escaped unless it is markup itself. */

export interface Markup {
  readonly text: string;
}

type Value = string | number | Markup | null | readonly Value[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const isMarkup = (value: Value): value is Markup => typeof value === 'object' && value !== null && 'text' in value;

const render = (value: Value): string => {
  if (value === null) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return isMarkup(value) ? value.text : value.map(render).join('');
};

/** Template tag: strings and numbers are escaped, markup and lists of markup go in as they are, null is nothing. */
export const markup = (strings: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  text: strings.reduce((text, part, i) => text + render(values[i - 1] ?? null) + part),
});

/** Text that is trusted as markup: style sheets, scripts. */
export const trusted = (text: string): Markup => ({ text });

/** Data for a `<script type="application/json">`: no character in it can end the element. */
export const jsonForScript = (value: unknown): Markup =>
  trusted(
    JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'),
  );
