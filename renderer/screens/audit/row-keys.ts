/** Which row a key chooses. */

/** Null: the key is not for the list. */
export const rowForKey = (key: string, active: number | null, rows: number, pageRows: number): number | null => {
  if (rows === 0) return null;
  const from = active ?? -1;
  const to = (row: number): number => Math.min(Math.max(0, row), rows - 1);
  switch (key) {
    case 'ArrowDown':
      return to(from + 1);
    case 'ArrowUp':
      return to(from - 1);
    case 'PageDown':
      return to(from + pageRows);
    case 'PageUp':
      return to(from - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return null;
  }
};
