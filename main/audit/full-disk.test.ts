import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { CodedError, unwrap } from '../../contract/result.ts';
import { needs } from '../../tests/support/needs.ts';
import { fillUp, mountSmallDisk } from '../../tests/support/small-disk.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { chainFaults } from './check-chain.fixture.ts';
import { KEY } from './sample-log.fixture.ts';

const event = (index: number): AuditEvent => ({ kind: 'agent-stopped', body: { reason: `number ${String(index)}` } });

describe('on a full disk', () => {
  it.for([1, 7])('the log takes no record (%i at a time), loses none, and goes on once there is room', (batch, ctx) => {
    needs(ctx, 'linux', 'root');
    const folder = mountSmallDisk(2);
    const path = join(folder, 'audit.db');
    const open = (): AuditLog => unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2026, 10, 21) }));
    let log = open();
    const answered = new Map<number, number>();
    let next = 0;
    const add = (): void => {
      const indices = Array.from({ length: batch }, (_, offset) => next + offset);
      const seqs = log.appendAll(indices.map(event));
      seqs.forEach((seq, place) => answered.set(seq, indices[place] ?? -1));
      next += batch;
    };
    for (let round = 0; round < 50; round += 1) add();
    log.seal();

    fillUp(folder);
    let fault: unknown;
    for (let round = 0; round < 20_000 && fault === undefined; round += 1) {
      try {
        add();
      } catch (error) {
        fault = error;
      }
    }
    expect(fault).toBeInstanceOf(CodedError);
    expect(fault).toMatchObject({ code: 'storage-unavailable' });
    expect((fault as CodedError).message).toContain('make room');
    expect(() => {
      for (let round = 0; round < 100; round += 1) {
        log.seal();
        add();
      }
    }).toThrow('make room');
    const expectAll = (): void => {
      const found = new Map(log.list({ limit: 100_000 }).map(({ seq, body }) => [seq, body.reason]));
      for (const [seq, index] of answered) expect(found.get(seq)).toBe(`number ${String(index)}`);
    };
    expectAll();

    rmSync(join(folder, 'filler'));
    add();
    expectAll();
    log.close();
    expect(chainFaults(path, KEY)).toEqual([]);
    log = open();
    add();
    expectAll();
    expect(log.list({ kinds: ['audit-fault-found'] })).toEqual([]);
    log.close();
    expect(chainFaults(path, KEY)).toEqual([]);
  });

  it('a log that is closed there is whole when it is opened again', (ctx) => {
    needs(ctx, 'linux', 'root');
    const folder = mountSmallDisk(2);
    const path = join(folder, 'audit.db');
    const open = () => openAuditLog({ path, key: KEY, now: () => Date.UTC(2026, 10, 21) });
    const log = unwrap(open());
    fillUp(folder);
    let count = 0;
    expect(() => {
      for (; count < 100_000; count += 1) log.append(event(count));
    }).toThrow('make room');
    log.close();
    rmSync(join(folder, 'filler'));
    const again = unwrap(open());
    expect(again.append(event(count))).toBe(count + 2);
    again.close();
    expect(chainFaults(path, KEY)).toEqual([]);
  });

  it('there is no new log, and one once there is room', (ctx) => {
    needs(ctx, 'linux', 'root');
    const folder = mountSmallDisk(2);
    const path = join(folder, 'audit.db');
    const open = () => openAuditLog({ path, key: KEY, now: () => Date.UTC(2026, 10, 21) });
    fillUp(folder);
    expect(open()).toMatchObject({ ok: false, code: 'storage-unavailable' });
    rmSync(join(folder, 'filler'));
    const log = unwrap(open());
    expect(log.list().map(({ kind }) => kind)).toEqual(['audit-chain-began']);
    log.close();
    expect(chainFaults(path, KEY)).toEqual([]);
  });
});
