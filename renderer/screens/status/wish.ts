/** What the tray has opened this page for: `#/status?pause=15`, `#/status?quit`. */

export type Wish = { readonly kind: 'pause'; readonly minutes: number } | { readonly kind: 'quit' };

/** Null for a place without a wish, or with one that cannot be understood. */
export const wishOf = (location: string): Wish | null => {
  const asked = new URLSearchParams(location.split('?')[1] ?? '');
  if (asked.has('quit')) return { kind: 'quit' };
  const minutes = Number(asked.get('pause') ?? 'none');
  return Number.isInteger(minutes) && minutes >= 1 ? { kind: 'pause', minutes } : null;
};
