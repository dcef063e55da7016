import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { parentChannel } from './parent-channel.ts';
import type { FromSensor } from './protocol.ts';

const RUNNING: FromSensor = { type: 'running' };

/** As a process is seen by the code that runs in it. */
const childProcess = (own: object): NodeJS.Process =>
  Object.assign(new EventEmitter(), own) as unknown as NodeJS.Process;

describe('the channel of a forked process', () => {
  it('says when a message is written, and at once when it never can be', () => {
    const sent: unknown[] = [];
    const own = {
      connected: true,
      send: (message: unknown, _handle: unknown, _options: unknown, done: () => void) => {
        sent.push(message);
        done();
      },
    };
    const process = childProcess(own);
    let done = 0;
    parentChannel(process).send(RUNNING, () => (done += 1));
    parentChannel(childProcess({ ...own, connected: false })).send(RUNNING, () => (done += 1));
    parentChannel(childProcess({})).send(RUNNING, () => (done += 1));
    expect([sent, done]).toEqual([[RUNNING], 3]);
  });

  it('hears orders, and its end', () => {
    const process = childProcess({});
    const heard: unknown[] = [];
    const { onMessage, onClosed } = parentChannel(process);
    onMessage((message) => heard.push(message));
    onClosed(() => heard.push('closed'));
    process.emit('message', { type: 'stop' }, undefined);
    process.emit('disconnect');
    expect(heard).toEqual([{ type: 'stop' }, 'closed']);
  });
});

describe('the port of a utility process', () => {
  it('carries the same, with a moment for the last message before the process may end', async () => {
    const sent: unknown[] = [];
    const parentPort = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => sent.push(message) });
    const heard: unknown[] = [];
    const { send, onMessage, onClosed } = parentChannel(childProcess({ parentPort }));
    onMessage((message) => heard.push(message));
    onClosed(() => heard.push('closed'));
    parentPort.emit('message', { data: { type: 'stop' } });
    parentPort.emit('close');
    expect(heard).toEqual([{ type: 'stop' }, 'closed']);

    const order: string[] = [];
    await Promise.all([
      new Promise<void>((resolve) => {
        send({ type: 'ended', error: null }, () => {
          order.push('ended');
          resolve();
        });
      }),
      new Promise<void>((resolve) => {
        send(RUNNING, () => {
          order.push('running');
          resolve();
        });
      }),
    ]);
    expect(order).toEqual(['running', 'ended']);
    expect(sent).toEqual([{ type: 'ended', error: null }, RUNNING]);
  });
});
