/** The headers that keep what is served to itself: on pages, on their files, and on every other answer. */

const NO_FEATURES = [
  'camera',
  'display-capture',
  'geolocation',
  'hid',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': NO_FEATURES,
  'Cache-Control': 'no-store',
} as const;

/** Nothing by default; scripts, styles and pictures of our own; pictures that pages make (QR codes). */
const contentSecurityPolicy = (nonce: string, connects: boolean): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src ${connects ? `'self'` : `'none'`}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');

/** Of a page or a file of it. */
export const pageHeaders = (nonce: string, connects: boolean, type: string): Readonly<Record<string, string>> => ({
  ...ALWAYS,
  'Content-Type': type,
  'Content-Security-Policy': contentSecurityPolicy(nonce, connects),
});

/** Of an answer to a program: should a browser show it all the same, it may do nothing. */
export const answerHeaders = (type: string): Readonly<Record<string, string>> => ({
  ...ALWAYS,
  'Content-Type': type,
  'Content-Security-Policy': `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
});
