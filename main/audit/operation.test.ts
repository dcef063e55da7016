import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { carryOut } from './operation.ts';

let written: AuditEvent[] = [];
const write = (event: AuditEvent) => void written.push(event);
const ports = { record: write, audit: write, newId: () => 'operation-1' };
const INTENDED = {
  kind: 'operation-intended',
  body: { operationId: 'operation-1', operation: 'erase', by: 'employee' },
};
const done = (ok: boolean, message: string) => ({
  kind: 'operation-done',
  body: { operationId: 'operation-1', operation: 'erase', ok, message },
});
beforeEach(() => {
  written = [];
});

describe('an operation', () => {
  it('is written down before it is done and after', async () => {
    const value = await carryOut(ports, 'erase', 'employee', () => {
      expect(written).toEqual([INTENDED]);
      return Promise.resolve(7);
    });
    expect(value).toBe(7);
    expect(written).toEqual([INTENDED, done(true, '')]);
  });

  it('is written down as failed, and fails', async () => {
    const work = () => Promise.reject(new Error('The disk is full.'));
    await expect(carryOut(ports, 'erase', 'employee', work)).rejects.toThrow('The disk is full.');
    expect(written).toEqual([INTENDED, done(false, 'The disk is full.')]);
  });

  it('is not said to have failed because its end could not be written down', async () => {
    const lost = () => undefined;
    expect(await carryOut({ ...ports, audit: lost }, 'erase', 'employee', () => Promise.resolve(7))).toBe(7);
    expect(written).toEqual([INTENDED]);
  });

  it('is not done where it cannot be written down', async () => {
    let isDone = false;
    const record = (): never => {
      throw new Error('The log is full.');
    };
    const work = () => {
      isDone = true;
      return Promise.resolve();
    };
    await expect(carryOut({ ...ports, record }, 'erase', 'employee', work)).rejects.toThrow('The log is full.');
    expect(isDone).toBe(false);
  });
});
