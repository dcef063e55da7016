/** An isolation forest as bytes: cuts and leaf sizes only, never a row that it was grown from. */
import type { Result } from '../../contract/result.ts';
import type { ByteReader } from './bytes.ts';
import { open, seal, type ModelError, type ModelFormat } from './envelope.ts';
import { assembleForest, heightLimit, leafPaths, type IsolationForest } from './isolation-forest.ts';
import { createNodes, setLeaf } from './isolation-tree.ts';

const FORMAT: ModelFormat = { magic: 'SHif', version: 1, title: 'isolation forest' };

/** Stands for a leaf where an inner node has its column + 1. */
const LEAF = 0;
/** A leaf is at least two bytes: its mark and its size. */
const MIN_NODE_BYTES = 2;

/**
 * Body: features, ψ and trees (16 bit each), nodes (32 bit), then tree after tree in preorder. An inner node is its
 * column + 1 (varint) and threshold (32-bit float), a leaf is 0 and its number of rows (varint). Under 180 KB for 100
 * trees of 256 rows with up to 126 columns, however the trees grow.
 */
export const encodeIsolationForest = ({ cols, sampleSize, trees, roots, nodes }: IsolationForest): Uint8Array =>
  seal(FORMAT, (writer) => {
    writer.u16(cols);
    writer.u16(sampleSize);
    writer.u16(trees);
    writer.u32(nodes.child.length - 1);
    const write = (node: number): void => {
      const child = nodes.child[node] ?? node;
      if (child === node) {
        writer.varint(LEAF);
        writer.varint(nodes.size[node] ?? 0);
        return;
      }
      writer.varint((nodes.column[node] ?? 0) + 1);
      writer.f32(nodes.threshold[node] ?? 0);
      write(child);
      write(child + 1);
    };
    roots.subarray(0, trees).forEach(write);
  });

const readForest = (reader: ByteReader): IsolationForest => {
  const cols = reader.u16();
  const sampleSize = reader.u16();
  const trees = reader.u16();
  const count = reader.u32();
  if (cols === 0 || sampleSize < 2 || trees === 0 || count > reader.left / MIN_NODE_BYTES) {
    throw new RangeError('its sizes make no sense');
  }
  const limit = heightLimit(sampleSize);
  const lengths = leafPaths(sampleSize);
  const nodes = createNodes(count + 1);
  let used = 0;
  const take = (wanted: number): number => {
    used += wanted;
    if (used > count) throw new RangeError('it has more nodes than it says');
    return used - wanted;
  };
  /** Reads a subtree into `node` and returns how many training rows its leaves hold. */
  const read = (node: number, depth: number): number => {
    const mark = reader.varint();
    if (mark === LEAF) {
      const size = reader.varint();
      setLeaf(nodes, node, size, depth + (lengths[size] ?? 0));
      return size;
    }
    const threshold = reader.f32();
    if (mark > cols || depth >= limit || !Number.isFinite(threshold)) throw new RangeError('a cut makes no sense');
    nodes.column[node] = mark - 1;
    nodes.threshold[node] = threshold;
    const child = take(2);
    nodes.child[node] = child;
    return read(child, depth + 1) + read(child + 1, depth + 1);
  };
  const roots = Array.from({ length: trees }, () => {
    const root = take(1);
    if (read(root, 0) !== sampleSize) throw new RangeError('a tree has lost rows');
    return root;
  });
  if (used !== count) throw new RangeError('it has fewer nodes than it says');
  return assembleForest({ cols, sampleSize, roots, count }, nodes);
};

/** Reads a forest that scores bit by bit as the one that was encoded. */
export const decodeIsolationForest = (bytes: Uint8Array): Result<IsolationForest, ModelError> =>
  open(FORMAT, bytes, readForest);
