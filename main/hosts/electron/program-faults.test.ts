import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Desktop } from './desktop.ts';
import { followFaults, type FaultPorts } from './program-faults.ts';

const bench = (uptime: number) => {
  const process = Object.assign(new EventEmitter(), {
    uptime: () => uptime,
    stderr: { write: (text: string) => written.push(text) },
  });
  const written: string[] = [];
  const happened: unknown[] = [];
  const faults = followFaults({
    process: process as unknown as FaultPorts['process'],
    relaunch: () => happened.push('relaunched'),
    exit: (code) => happened.push(code),
  });
  const desktop = {
    live: { onFault: (cause: unknown) => happened.push(cause) },
    interrupt: (by: string) => {
      happened.push(by);
      return Promise.resolve();
    },
  } as unknown as Desktop;
  return { process, faults, desktop, happened, written };
};

describe('a fault that nothing has caught', () => {
  const fault = new Error('out of luck');

  it('has the agent act, end in order and start again', async () => {
    const { process, faults, desktop, happened, written } = bench(3_600);
    faults.adopt(desktop);
    process.emit('uncaughtException', fault);
    process.emit('unhandledRejection', fault);
    await expect.poll(() => happened).toEqual([fault, 'a fault of the program', fault, 'relaunched', 70]);
    expect(written.join('')).toContain('out of luck');
  });

  it('soon after the start ends it for good: it would come again', async () => {
    const { process, faults, desktop, happened } = bench(5);
    faults.adopt(desktop);
    process.emit('uncaughtException', fault);
    await expect.poll(() => happened).toEqual([fault, 'a fault of the program', 70]);
  });

  it('before there is an agent ends the program', async () => {
    const { process, happened } = bench(1);
    process.emit('unhandledRejection', 'a text');
    await expect.poll(() => happened).toEqual([70]);
  });
});
