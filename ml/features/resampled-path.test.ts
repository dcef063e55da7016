import { describe, expect, it } from 'vitest';
import { beginPath, createResampledPath, endPath, extendPath, GRID_MS, isFull } from './resampled-path.ts';

describe('a resampled path', () => {
  it('takes the pointer to move evenly between events and to rest at the end', () => {
    const path = createResampledPath();
    beginPath(path, 1_000, 10, 0);
    extendPath(path, 1_040, 50, 80);
    extendPath(path, 1_060, 50, 100);
    endPath(path);
    expect(GRID_MS).toBe(25);
    expect([...path.x.subarray(0, path.size)]).toEqual([10, 35, 50, 50]);
    expect([...path.y.subarray(0, path.size)]).toEqual([0, 50, 90, 100]);
    expect([path.startMs, path.lastMs, path.lastX, path.lastY]).toEqual([1_000, 1_060, 50, 100]);
    expect(path.travelled).toBe(140);
  });

  it('does not add a point after one that fell on the grid', () => {
    const path = createResampledPath();
    beginPath(path, 0, 0, 0);
    extendPath(path, 25, 5, 0);
    endPath(path);
    expect(path.size).toBe(2);
  });

  it('lets a point replace one of the same time', () => {
    const path = createResampledPath();
    beginPath(path, 0, 0, 0);
    extendPath(path, 0, 100, 0);
    extendPath(path, 25, 200, 0);
    expect([...path.x.subarray(0, path.size)]).toEqual([0, 200]);
    extendPath(path, 25, 300, 0);
    extendPath(path, 50, 300, 0);
    expect([...path.x.subarray(0, path.size)]).toEqual([0, 200, 300]);
  });

  it('starts anew', () => {
    const path = createResampledPath();
    beginPath(path, 0, 0, 0);
    extendPath(path, 100, 50, 0);
    beginPath(path, 200, 7, 8);
    expect([path.size, path.x[0], path.y[0], path.travelled]).toEqual([1, 7, 8, 0]);
  });

  it('says when it is full, and stays within bounds when a clock leaps', () => {
    const path = createResampledPath();
    beginPath(path, 0, 0, 0);
    for (let t = GRID_MS; !isFull(path); t += GRID_MS) extendPath(path, t, t, 0);
    expect(path.size).toBe(256);
    beginPath(path, 0, 0, 0);
    extendPath(path, 255 * GRID_MS - 1, 1, 0);
    extendPath(path, 1e9, 2, 0);
    endPath(path);
    expect(path.size).toBeLessThanOrEqual(path.x.length);
  });
});
