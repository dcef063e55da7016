import { expect, it } from 'vitest';
import { createPageLoader } from './page-loader.ts';

/** A source whose answers come when the test says. */
const source = () => {
  const there = new Set<number>();
  const asked: number[] = [];
  const waiting: { readonly page: number; readonly resolve: () => void; readonly reject: (cause: Error) => void }[] =
    [];
  const failures: unknown[] = [];
  const loader = createPageLoader({
    load: (page) => {
      asked.push(page);
      return new Promise((resolve, reject) => waiting.push({ page, resolve, reject }));
    },
    isThere: (page) => there.has(page),
    onLoaded: () => undefined,
    onFailed: (cause) => failures.push(cause),
  });
  const settle = async (page: number, how: 'whole' | 'partly' | 'failed' = 'whole'): Promise<void> => {
    const at = waiting.findIndex((each) => each.page === page);
    const [found] = waiting.splice(at, 1);
    if (how === 'whole') there.add(page);
    if (how === 'failed') found?.reject(new Error('gone'));
    else found?.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { loader, asked, failures, settle };
};

it('asks for what is in sight, two at once, and not again for what is there', async () => {
  const { loader, asked, settle } = source();
  loader.want([4, 3, 2]);
  expect(asked).toEqual([4, 3]);
  await settle(4);
  expect(asked).toEqual([4, 3, 2]);
  await settle(3);
  await settle(2);
  loader.want([4, 3, 2]);
  expect(asked).toEqual([4, 3, 2]);
});

it('drops what was scrolled past, and never what is in sight', async () => {
  const { loader, asked, settle } = source();
  for (let page = 100; page > 10; page -= 1) loader.want([page, page - 1]);
  expect(asked).toEqual([100, 99]);
  await settle(100);
  await settle(99);
  expect(asked).toEqual([100, 99, 11, 10]);
  await settle(11);
  await settle(10);
  expect(asked).toHaveLength(4);
});

it('asks again for a page that came in part, but not for ever', async () => {
  const { loader, asked, settle } = source();
  loader.want([1]);
  await settle(1, 'partly');
  expect(asked).toEqual([1, 1]);
  for (let at = 0; at < 10 && asked.length < 20; at += 1) await settle(1, 'partly');
  expect(asked.length).toBeLessThan(7);
});

it('stops at a failure until it is told to try again', async () => {
  const { loader, asked, failures, settle } = source();
  loader.want([1]);
  await settle(1, 'failed');
  expect(failures).toHaveLength(1);
  loader.want([1]);
  expect(asked).toEqual([1]);
  loader.retry();
  expect(asked).toEqual([1, 1]);
});

it('tells nobody anything once it is closed', async () => {
  const { loader, asked, failures, settle } = source();
  loader.want([1, 2, 3]);
  loader.close();
  await settle(1, 'failed');
  await settle(2);
  expect(failures).toEqual([]);
  expect(asked).toEqual([1, 2]);
});
