import { expect, it } from 'vitest';
import { createReaders } from './readers.ts';

const MINUTE_MS = 60_000;

const create = () => {
  const clock = { ms: 0 };
  let drawn = 0;
  const readers = createReaders({
    monotonicMs: () => clock.ms,
    randomBytes: (length) => new Uint8Array(length).fill((drawn += 1)),
  });
  return { readers, clock };
};

it('knows a reader until a quarter of an hour without use', () => {
  const { readers, clock } = create();
  const token = readers.open('auditor');
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  clock.ms += 15 * MINUTE_MS - 1;
  expect(readers.use(token)).toMatchObject({ by: 'auditor' });
  clock.ms += 15 * MINUTE_MS - 1;
  expect(readers.use(token)).toMatchObject({ by: 'auditor' });
  clock.ms += 15 * MINUTE_MS;
  expect(readers.use(token)).toBeNull();
  clock.ms -= 15 * MINUTE_MS;
  expect(readers.use(token)).toBeNull();
  expect(readers.use('A'.repeat(43))).toBeNull();
});

it('lets the one go that was idle for longest when there are nine', () => {
  const { readers } = create();
  const tokens = Array.from({ length: 8 }, () => readers.open('auditor'));
  const [first = '', second = ''] = tokens;
  readers.use(first);
  const ninth = readers.open('administrator');
  expect(readers.use(second)).toBeNull();
  const others = [first, ...tokens.slice(2), ninth].map((token) => readers.use(token)?.id);
  expect(new Set(others).size).toBe(8);
  expect(others).not.toContain(undefined);
});
