import { describe, expect, it } from 'vitest';
import { findProgram, missing, needs } from './needs.ts';

describe('needs', () => {
  it('skips with the name of the need and the reason', () => {
    const skipped: string[] = [];
    const unmet = process.platform === 'linux' ? 'electron-binary' : 'linux';
    const reason = missing(unmet);
    const ctx = { skip: (note: string) => skipped.push(note) };
    needs(ctx as never, unmet);
    expect(skipped).toEqual(reason === null ? [] : [`needs ${unmet}: ${reason}`]);
  });

  it('finds the first of several programs, and none that is not there', () => {
    expect(findProgram('no-such-program-anywhere', 'node')).toMatch(/node$/);
    expect(findProgram('no-such-program-anywhere')).toBeNull();
  });
});
