/** A JSON document written piece by piece: fields first, then long lists whose rows are fetched as they are written. */
import type { ExportPiece } from '../export/exports.ts';

export interface DocumentList {
  readonly name: string;
  /** Pages of rows; each row is a JSON value. */
  readonly pages: AsyncIterable<readonly unknown[]>;
  /** Whether its rows are in the total. */
  readonly isCounted: boolean;
}

/** Characters after which a piece is handed over. */
const PIECE = 256 * 1_024;

/** `done` counts the fields as one, and the rows of lists that are counted; never more than `total`, as rows may be added meanwhile. */
export async function* documentPieces(
  fields: Readonly<Record<string, unknown>>,
  lists: readonly DocumentList[],
  total: number,
): AsyncGenerator<ExportPiece, undefined> {
  const written = Object.entries(fields).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value, null, 1)}`,
  );
  let text = `{\n${written.join(',\n')}`;
  let done = 1;
  for (const { name, pages, isCounted } of lists) {
    text += `,\n${JSON.stringify(name)}: [`;
    let separator = '\n';
    for await (const page of pages) {
      for (const row of page) {
        text += `${separator}${JSON.stringify(row)}`;
        separator = ',\n';
        if (isCounted) done += 1;
        if (text.length < PIECE) continue;
        yield { text, done: Math.min(done, total) };
        text = '';
      }
    }
    text += '\n]';
  }
  yield { text: `${text}\n}\n`, done: total };
  return undefined;
}
