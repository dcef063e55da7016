/** The value below which a share 0–1 of the values lie, the nearest rank; NaN of none. */
export const quantile = (values: readonly number[], share: number): number => {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? NaN;
};

/** The middle value, the upper one of an even number. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
