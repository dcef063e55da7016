import { describe, expect, it } from 'vitest';
import type { CallName } from '../../../contract/ipc.ts';
import { err, ok } from '../../../contract/result.ts';
import type { ControlClient } from '../../control/control-client.ts';
import type { Context } from './context.ts';
import { openAudit } from './with-audit.ts';

const NOWHERE: Context = { home: '', env: {}, stdout: () => undefined, stderr: () => undefined, columns: null };
const CLOSED = err('needs-auditor', 'The audit log is no longer open for you. Open the log again.');

/** Readers are numbered; `isGood` says which are taken. */
const clientOf = (isGood: (reader: string) => boolean) => {
  const asked: string[] = [];
  let opened = 0;
  const answer = (name: CallName, args: object): unknown => {
    const { reader = '' } = args as { reader?: string };
    asked.push(`${name} ${reader}`.trim());
    if (name === 'audit.open') return ok({ reader: `r${String((opened += 1))}`, kinds: ['decision'] });
    return isGood(reader) ? ok({ total: 0, offset: 0, records: [] }) : CLOSED;
  };
  const client: ControlClient = {
    call: (name, args) => Promise.resolve(answer(name, args) as never),
    on: () => undefined,
    closed: new Promise(() => undefined),
    close: () => undefined,
  };
  return { client, asked };
};

describe('an open audit log', () => {
  it('is opened once for several questions', async () => {
    const { client, asked } = clientOf(() => true);
    const audit = await openAudit(NOWHERE, client);
    expect(audit.kinds).toEqual(['decision']);
    await audit.ask('audit.query', { offset: 0, limit: 1 });
    await audit.ask('audit.query', { offset: 1, limit: 1 });
    expect(asked).toEqual(['audit.open', 'audit.query r1', 'audit.query r1']);
  });

  it('is opened again once its time is over', async () => {
    const { client, asked } = clientOf((reader) => reader === 'r2');
    const audit = await openAudit(NOWHERE, client);
    await audit.ask('audit.query', { offset: 0, limit: 1 });
    await audit.ask('audit.query', { offset: 1, limit: 1 });
    expect(asked).toEqual(['audit.open', 'audit.query r1', 'audit.open', 'audit.query r2', 'audit.query r2']);
  });

  it('is not opened for ever', async () => {
    const { client, asked } = clientOf(() => false);
    const audit = await openAudit(NOWHERE, client);
    await expect(audit.ask('audit.query', { offset: 0, limit: 1 })).rejects.toMatchObject({ code: 'needs-auditor' });
    expect(asked).toHaveLength(4);
  });
});
