import { describe, expect, it } from 'vitest';
import { createLook, TICK_MS } from './look.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const build = (everyMs: number) => {
  const state = { isWanted: true, asked: 0, taken: [] as (string | null)[] };
  let open: PromiseWithResolvers<string | null> | null = null;
  const look = createLook<string>({
    isWanted: () => state.isWanted,
    everyMs,
    ask: () => {
      state.asked += 1;
      open = Promise.withResolvers();
      return open.promise;
    },
    take: (answer) => state.taken.push(answer),
  });
  return {
    state,
    tick: async (times = 1) => {
      for (let i = 0; i < times; i += 1) {
        look.tick();
        await settle();
      }
    },
    answer: async (with_: string | null) => {
      open?.resolve(with_);
      await settle();
    },
    fail: async () => {
      open?.reject(new Error('it failed'));
      await settle();
    },
  };
};

describe('looking again and again', () => {
  it('asks at the first tick, and then as often as it is told to', async () => {
    const { state, tick, answer } = build(3 * TICK_MS);
    await tick();
    await answer('a');
    await tick(2);
    expect(state.asked).toBe(1);
    await tick();
    await answer('b');
    expect(state).toMatchObject({ asked: 2, taken: ['a', 'b'] });
  });

  it('asks nothing while it is not wanted, and at once when it is', async () => {
    const { state, tick, answer } = build(60 * TICK_MS);
    state.isWanted = false;
    await tick(100);
    expect(state).toMatchObject({ asked: 0, taken: [] });
    state.isWanted = true;
    await tick();
    await answer('a');
    state.isWanted = false;
    await tick(3);
    expect(state.taken).toEqual(['a', null]);
    state.isWanted = true;
    await tick();
    expect(state.asked).toBe(2);
  });

  it('puts no second question while one hangs, and holds what was known for unknown meanwhile', async () => {
    const { state, tick, answer } = build(TICK_MS);
    await tick();
    await answer('a');
    await tick(5);
    expect(state).toMatchObject({ asked: 2, taken: ['a'] });
    await tick(1_000);
    expect(state).toMatchObject({ asked: 2, taken: ['a', null] });
    await answer('b');
    await tick();
    expect(state).toMatchObject({ asked: 3, taken: ['a', null, 'b'] });
  });

  it('takes no answer that comes when it is not wanted any more', async () => {
    const { state, tick, answer } = build(TICK_MS);
    await tick();
    state.isWanted = false;
    await answer('a');
    expect(state.taken).toEqual([]);
  });

  it('takes a failure for no answer, and tries again sooner than its turn', async () => {
    const { state, tick, fail } = build(600 * TICK_MS);
    await tick();
    await fail();
    await tick(9);
    expect(state).toMatchObject({ asked: 1, taken: [null] });
    await tick();
    expect(state.asked).toBe(2);
  });
});
