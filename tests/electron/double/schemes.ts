/**
 * Chromium alone knows no scheme of an application. `samehand://app/index.html` is shown to it as
 * `https://app.samehand.test/index.html`, and what it says about that is told as the first.
 */

/** Reserved for tests (RFC 2606): no such host can exist. */
const TOP = 'test';

const schemes = new Set<string>();

export const addScheme = (scheme: string): void => void schemes.add(scheme);
export const forgetSchemes = (): void => schemes.clear();

/** The scheme and the URL as the application names it, or null for a URL that is not of a scheme of its own. */
const parse = (url: string): { readonly scheme: string; readonly url: string } | null => {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'https:') return null;
  const labels = parsed.hostname.split('.');
  const scheme = labels.at(-2) ?? '';
  if (labels.length < 3 || labels.at(-1) !== TOP || !schemes.has(scheme)) return null;
  return { scheme, url: `${scheme}://${labels.slice(0, -2).join('.')}${url.slice(parsed.origin.length)}` };
};

/** As Chromium is given it. */
export const toChromium = (url: string): string => {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/is.exec(url);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  return schemes.has(scheme.toLowerCase()) ? `https://${host}.${scheme.toLowerCase()}.${TOP}${rest}` : url;
};

/** As the application knows it; `blob:` of such an origin too. */
export const fromChromium = (url: string): string =>
  url.startsWith('blob:') ? `blob:${fromChromium(url.slice('blob:'.length))}` : (parse(url)?.url ?? url);

export const schemeOf = (url: string): string | null => parse(url)?.scheme ?? null;

/** Of a URL as the application knows it: scheme and host for its own schemes, as Chromium serialises it for others. */
export const originOf = (url: string): string => {
  const plain = url.startsWith('blob:') ? url.slice('blob:'.length) : url;
  const own = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i.exec(plain);
  if (own !== null && schemes.has((own[1] ?? '').toLowerCase())) return own[0];
  return URL.parse(plain)?.origin ?? 'null';
};
