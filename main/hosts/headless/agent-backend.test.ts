import { beforeEach, describe, expect, it } from 'vitest';
import { CodedError, ok } from '../../../contract/result.ts';
import type { PushName } from '../../../contract/ipc.ts';
import type { ControlClient } from '../../control/control-client.ts';
import type { PageBackend } from '../../web/page-server.ts';
import { agentBackend } from './agent-backend.ts';

let sent: unknown[];
let fails: Error | null;
let push: (name: PushName, body: object) => void;
let backend: PageBackend;

beforeEach(() => {
  sent = [];
  fails = null;
  const listeners = new Map<PushName, (body: never) => void>();
  const client: Pick<ControlClient, 'call' | 'on'> = {
    call: (name, args) => {
      sent.push([name, args]);
      return fails === null ? Promise.resolve(ok({ until: 'then' }) as never) : Promise.reject(fails);
    },
    on: (name, listener) => void listeners.set(name, listener),
  };
  push = (name, body) => listeners.get(name)?.(body as never);
  backend = agentBackend(client);
});

describe('the agent behind the pages', () => {
  it('is sent what the contract allows', async () => {
    expect(await backend.call('pause', { minutes: 5 })).toEqual({ ok: true, value: { until: 'then' } });
    expect(sent).toEqual([['pause', { minutes: 5 }]]);
  });

  it.each([
    ['', {}],
    ['no.such.call', {}],
    ['toString', {}],
    ['__proto__', {}],
    ['window.close', {}],
    ['pause', {}],
    ['pause', { minutes: '5' }],
    ['pause', { minutes: 5, more: 1 }],
    ['status', null],
    ['status', []],
  ])('is not sent %j with %j', async (name, args) => {
    expect(await backend.call(name, args)).toMatchObject({ ok: false, code: 'usage' });
    expect(sent).toEqual([]);
  });

  it('that has gone is a code, and a fault stays a fault', async () => {
    fails = new CodedError('agent-not-running', 'The agent stopped before it answered.');
    expect(await backend.call('status', {})).toMatchObject({ ok: false, code: 'agent-not-running' });
    fails = new TypeError('of ours');
    await expect(backend.call('status', {})).rejects.toThrow('of ours');
  });

  it('is heard by everybody who listens, until they stop', () => {
    const heard: string[] = [];
    const stopFirst = backend.subscribe((name) => heard.push(`first ${name}`));
    backend.subscribe((name) => heard.push(`second ${name}`));
    push('progress', { job: 'j', done: 1, total: 2 });
    stopFirst();
    push('prompt', { prompt: null });
    expect(heard).toEqual(['first progress', 'second progress', 'second prompt']);
  });
});
