/** Each part of the double says how it becomes what it was at the start. */

const resets: (() => void)[] = [];

export const onReset = (reset: () => void): void => void resets.push(reset);

export const resetAll = (): void => {
  for (const reset of resets) reset();
};
