import { describe, expect, it } from 'vitest';
import { PATIENCE_LOOKS, watchSource, type Reading } from './watched-source.ts';

const document = (text: string): Reading => ({ document: { settings: {}, exceptions: [] }, text });

const watched = () => {
  let stamp = '1';
  let says: Reading = document('first');
  let readings = 0;
  const source = watchSource(
    () => stamp,
    () => {
      readings += 1;
      return Promise.resolve(says);
    },
  );
  return {
    ...source,
    readings: () => readings,
    put: (reading: Reading, at: string) => {
      says = reading;
      stamp = at;
    },
  };
};

describe('a watched source', () => {
  it('is read once more after a change, whose stamp may hide another one, and then left alone', async () => {
    const { look, reading, readings, put } = watched();
    expect(await look()).toBe(true);
    put(document('same tick'), '1');
    expect(await look()).toBe(true);
    expect(reading()).toEqual(document('same tick'));
    expect(await look()).toBe(false);
    expect(readings()).toBe(2);
    put(document('next'), '2');
    expect(await look()).toBe(true);
    expect(reading()).toEqual(document('next'));
  });

  it('that is broken at the first look says so at once', async () => {
    const { look, reading, put } = watched();
    put({ fault: 'broken' }, '1');
    expect(await look()).toBe(true);
    expect(reading()).toEqual({ fault: 'broken' });
  });

  it('that breaks is given time, but no more to whoever keeps breaking it', async () => {
    const { look, reading, put } = watched();
    await look();
    await look();
    for (let looks = 1; looks < PATIENCE_LOOKS; looks += 1) {
      put({ fault: `broken ${String(looks)}` }, `b${String(looks)}`);
      expect(await look()).toBe(false);
    }
    expect(reading()).toEqual(document('first'));
    put({ fault: 'broken again' }, 'c');
    expect(await look()).toBe(true);
    expect(reading()).toEqual({ fault: 'broken again' });
  });

  it('that is mended in time was never broken', async () => {
    const { look, reading, put } = watched();
    await look();
    await look();
    put({ fault: 'half' }, '2');
    expect(await look()).toBe(false);
    put(document('whole'), '3');
    expect(await look()).toBe(true);
    expect(reading()).toEqual(document('whole'));
  });
});
