import { describe, expect, it } from 'vitest';
import { createLifecycle } from './lifecycle.ts';

const bench = (fault: Error | null = null) => {
  const happened: string[] = [];
  const note = (what: string): Promise<void> => {
    happened.push(what);
    return fault === null ? Promise.resolve() : Promise.reject(fault);
  };
  const lifecycle = createLifecycle(
    { agent: { interrupted: (by) => note(`interrupted by ${by}`) }, stop: (reason) => note(`stopped: ${reason}`) },
    () => happened.push('windows closed'),
  );
  return { lifecycle, happened };
};

describe('the end', () => {
  it('that was asked for closes the windows and stops the agent', async () => {
    const { lifecycle, happened } = bench();
    expect(lifecycle.hasEnded()).toBe(false);
    await lifecycle.stop('quit');
    expect(happened).toEqual(['windows closed', 'stopped: quit']);
    expect(lifecycle.hasEnded()).toBe(true);
  });

  it('that nobody asked the agent for has it act first, while the windows are there', async () => {
    const { lifecycle, happened } = bench();
    await lifecycle.interrupt('SIGTERM');
    expect(happened).toEqual(['interrupted by SIGTERM', 'windows closed', 'stopped: SIGTERM']);
  });

  it('comes once, however often and by whom it is told', async () => {
    const { lifecycle, happened } = bench();
    await Promise.all([lifecycle.stop('quit'), lifecycle.interrupt('SIGTERM'), lifecycle.stop('again')]);
    expect(happened).toEqual(['windows closed', 'stopped: quit']);
  });

  it('is one too when something fails on the way', async () => {
    const { lifecycle } = bench(new Error('disk full'));
    await expect(lifecycle.interrupt('SIGTERM')).rejects.toThrow('disk full');
    expect(lifecycle.hasEnded()).toBe(true);
  });
});
