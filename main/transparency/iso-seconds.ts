/** ISO 8601, UTC, to the second: `2026-11-21T08:30:00Z`. */
export const isoSeconds = (ms: number): string =>
  new Date(Math.floor(ms / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
