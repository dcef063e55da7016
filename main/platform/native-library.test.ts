import { describe, expect, it } from 'vitest';
import { needs } from '../../tests/support/needs.ts';
import { unwrap } from '../../contract/result.ts';
import { loadSessionCalls } from './darwin/session-calls.ts';
import { bindNative } from './native-library.ts';
import { loadUser32 } from './win32/user32.ts';

const LIBC = 'libc.so.6';

describe('bindNative', () => {
  it('calls the real functions of a library', async (ctx) => {
    needs(ctx, 'linux');
    const libc = unwrap(await bindNative(LIBC, { pid: 'int getpid()', length: 'size_t strlen(const char *text)' }));
    expect(libc.pid()).toBe(process.pid);
    expect(Number(libc.length('four'))).toBe(4);
  });

  it('lets C write into an array, as GetLastInputInfo does', async (ctx) => {
    needs(ctx, 'linux');
    const libc = unwrap(await bindNative(LIBC, { fill: 'void *memset(_Inout_ uint32_t *p, int byte, size_t count)' }));
    const words = new Uint32Array([8, 0]);
    libc.fill(words, 1, 4);
    expect([...words]).toEqual([0x01010101, 0]);
  });

  it('says which library or function is missing', async (ctx) => {
    needs(ctx, 'linux');
    const library = await bindNative('no-such-library.so', { f: 'int f()' });
    expect(library).toMatchObject({ ok: false, code: 'internal' });
    const missing = await bindNative(LIBC, { f: 'int no_such_function()' });
    expect(missing.ok ? '' : missing.message).toContain('no_such_function');
  });

  it("fails with a sentence for another system's libraries", async (ctx) => {
    needs(ctx, 'linux');
    expect(await loadUser32()).toMatchObject({ ok: false, code: 'internal' });
    expect(await loadSessionCalls()).toMatchObject({ ok: false, code: 'internal' });
  });
});
