import { describe, expect, it } from 'vitest';
import { ADDRESS_LIVES_MS, createPageSession } from './page-session.ts';

const create = (clock: { ms: number } = { ms: 0 }) => {
  let drawn = 0;
  return createPageSession({
    randomBytes: (length) => new Uint8Array(length).fill((drawn += 1)),
    monotonicMs: () => clock.ms,
  });
};

describe('the session of a page', () => {
  it('has three secrets of 256 bits, none of them another', () => {
    const session = create();
    const opened = session.open(session.token);
    const secrets = [session.token, opened?.session ?? '', opened?.proof ?? ''];
    expect(new Set(secrets).size).toBe(3);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  it.each([[''], [undefined], [null], [7], [{}], ['x'], ['x'.repeat(43)], ['ä'.repeat(43)]])(
    'is not opened by %j, which does not spend the token either',
    (given) => {
      const session = create();
      expect(session.open(given)).toBeNull();
      expect(session.open(session.token)).not.toBeNull();
    },
  );

  it('opens once, and in time', () => {
    const clock = { ms: 0 };
    const session = create(clock);
    clock.ms = ADDRESS_LIVES_MS + 1;
    expect(session.open(session.token)).toBeNull();
    clock.ms = ADDRESS_LIVES_MS;
    expect(session.open(session.token)).not.toBeNull();
    expect(session.open(session.token)).toBeNull();
  });

  it('knows its page by the header alone', () => {
    const session = create();
    const opened = session.open(session.token);
    expect(session.holds(`Bearer ${opened?.session ?? ''}`)).toBe(true);
    for (const header of [undefined, '', 'Bearer ', `Bearer ${session.token}`, `Bearer ${session.proof}`]) {
      expect(session.holds(header), header).toBe(false);
    }
  });
});
