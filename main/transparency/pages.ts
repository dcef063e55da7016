/** Rows page by page, fetched when they are asked for. */

export interface NumberedPage<Row> {
  readonly rows: readonly Row[];
  /** Where to go on; null at the end. */
  readonly next: number | null;
}

export async function* numberedPages<Row>(
  fetch: (from: number) => Promise<NumberedPage<Row>>,
  write: (row: Row) => unknown,
): AsyncGenerator<readonly unknown[], undefined> {
  let next: number | null = 0;
  while (next !== null) {
    const page: NumberedPage<Row> = await fetch(next);
    yield page.rows.map(write);
    ({ next } = page);
  }
  return undefined;
}

export async function* onePage(
  fetch: () => Promise<readonly unknown[]>,
): AsyncGenerator<readonly unknown[], undefined> {
  yield await fetch();
  return undefined;
}
