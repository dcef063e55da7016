/** A cohort forest as bytes: cuts and votes only, never a row that it was grown from. */
import type { Result } from '../../contract/result.ts';
import type { ByteReader } from './bytes.ts';
import { assembleCohortForest, type CohortForest, type CohortTree } from './cohort-forest.ts';
import { open, seal, type ModelError, type ModelFormat } from './envelope.ts';

const FORMAT: ModelFormat = { magic: 'SHcf', version: 1, title: 'cohort forest' };

/** A mark below is a leaf's vote, from here on an inner node's column. */
const FIRST_COLUMN = 2;
/** Deeper than any tree of some hundred rows: what goes on for longer is damage that would exhaust the stack. */
const MAX_DEPTH = 256;

/**
 * Body: features and trees (16 bit each), what missing features are taken for (32-bit floats), then tree after tree in
 * preorder. A leaf is its vote (0 or 1), an inner node its column + 2 (varint) and threshold (32-bit float).
 */
export const encodeCohortForest = ({ centre, roots, nodes }: CohortForest): Uint8Array =>
  seal(FORMAT, (writer) => {
    writer.u16(centre.length);
    writer.u16(roots.length);
    for (const value of centre) writer.f32(value);
    const write = (node: number): void => {
      const child = nodes.child[node] ?? 0;
      if (child === 0) {
        writer.varint(nodes.vote[node] ?? 0);
        return;
      }
      writer.varint((nodes.column[node] ?? 0) + FIRST_COLUMN);
      writer.f32(nodes.threshold[node] ?? 0);
      write(child);
      write(child + 1);
    };
    roots.forEach(write);
  });

const finite = (value: number): number => {
  if (!Number.isFinite(value)) throw new RangeError('a number makes no sense');
  return value;
};

const readForest = (reader: ByteReader): CohortForest => {
  const cols = reader.u16();
  const trees = reader.u16();
  if (cols === 0 || trees === 0) throw new RangeError('its sizes make no sense');
  const centre = Float32Array.from({ length: cols }, () => finite(reader.f32()));
  const read = (depth: number): CohortTree => {
    const mark = reader.varint();
    if (mark === 0 || mark === 1) return { vote: mark };
    const column = mark - FIRST_COLUMN;
    if (column >= cols || depth >= MAX_DEPTH) throw new RangeError('a cut makes no sense');
    return { column, threshold: finite(reader.f32()), below: read(depth + 1), above: read(depth + 1) };
  };
  return assembleCohortForest(
    centre,
    Array.from({ length: trees }, () => read(0)),
  );
};

/** Reads a forest that scores bit by bit as the one that was encoded. */
export const decodeCohortForest = (bytes: Uint8Array): Result<CohortForest, ModelError> =>
  open(FORMAT, bytes, readForest);
