import { describe, expect, it, onTestFinished } from 'vitest';
import { policySchema, type Policy } from '../../contract/policy.ts';
import { err, ok, unwrap } from '../../contract/result.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import { systemSchedule, type Schedule } from '../shared/schedule.ts';
import { SOURCE, createFactsFixture, createLogFixture, unlocked } from './bench.fixture.ts';
import { createForwarding, type ForwardingPorts } from './forwarding.ts';
import { startSearchEngine, type SearchEngine } from './search-engine.fixture.ts';

/** The library is loaded with the first batch, on a machine that may be busy. */
const SOON = { timeout: 20_000 };
const schedule: Schedule = (callback, ms) => systemSchedule(callback, ms / 50);

const engine = async (): Promise<SearchEngine> => {
  const started = await startSearchEngine({});
  onTestFinished(started.close);
  return started;
};
const sequences = (server: SearchEngine): unknown[] =>
  server.documents().map(({ source }) => (source as { readonly event: { readonly sequence: number } }).event.sequence);

/** The agent's log, and a policy that a test changes. */
const bench = (forwarding: object, over: Partial<ForwardingPorts> = {}) => {
  const log = createLogFixture();
  const facts = createFactsFixture();
  let policy: Policy = policySchema.parse({ forwarding });
  const start = () => {
    const started = createForwarding({
      reading: log.reading,
      facts,
      secrets: createMemorySecrets(),
      policy: () => policy,
      source: () => SOURCE,
      audit: (event) => {
        log.append(event);
        started.appended();
      },
      require: () => ok('administrator'),
      now: Date.now,
      schedule,
      random: () => 0,
      onFault: (cause) => {
        throw cause;
      },
      ...over,
    });
    onTestFinished(() => started.close());
    return started;
  };
  return {
    log,
    start,
    setPolicy: (next: object) => {
      policy = policySchema.parse({ forwarding: next });
    },
  };
};

describe('forwarding', () => {
  it('is off by default, and holds nothing back', async () => {
    const { start } = bench({});
    const forwarding = start();
    expect(forwarding.minDelivered()).toBe(Number.MAX_SAFE_INTEGER);
    const { forwarders } = unwrap(await forwarding.calls['forwarding.show']({}));
    expect(forwarders.map(({ forwarder, enabled, waiting }) => [forwarder, enabled, waiting])).toEqual([
      ['syslog', false, 0],
      ['elastic', false, 0],
      ['otlp', false, 0],
    ]);
    expect(unwrap(await forwarding.calls['forwarding.test']({ forwarder: 'otlp' }))).toEqual({
      ok: false,
      message: 'The policy names no OpenTelemetry collector. An administrator can name one in "forwarding.otlp".',
    });
  });

  it('begins when the policy says so, follows it to another place, and ends with it', async () => {
    const [first, second] = [await engine(), await engine()];
    const { log, start, setPolicy } = bench({});
    const forwarding = start();
    log.append(unlocked(1));
    setPolicy({ elastic: { url: first.url } });
    forwarding.configure();
    const write = (number: number): void => {
      log.append(unlocked(number));
      forwarding.appended();
    };
    await expect.poll(() => forwarding.minDelivered(), SOON).toBe(1);
    write(2);
    // Not only there, but known to be there: else it goes to the other too.
    await expect.poll(() => forwarding.minDelivered(), SOON).toBe(2);
    setPolicy({ elastic: { url: second.url, index: 'elsewhere' } });
    forwarding.configure();
    write(3);
    await expect.poll(() => sequences(second), SOON).toEqual([3]);
    await expect.poll(() => forwarding.minDelivered(), SOON).toBe(3);
    expect(unwrap(await forwarding.calls['forwarding.show']({})).forwarders[1]).toMatchObject({
      enabled: true,
      destination: `${second.url}, elsewhere, ecs`,
      waiting: 0,
      deliveredSeq: 3,
      problem: null,
    });
    setPolicy({});
    forwarding.configure();
    write(4);
    expect(forwarding.minDelivered()).toBe(Number.MAX_SAFE_INTEGER);
    expect(sequences(first)).toEqual([2]);
    expect(sequences(second)).toEqual([3]);
  });

  it('goes on after a restart, and keeps what has not left', async () => {
    const server = await engine();
    const { log, start } = bench({ elastic: { url: server.url } });
    const first = start();
    first.configure();
    log.append(unlocked(1));
    first.appended();
    await expect.poll(() => first.minDelivered(), SOON).toBe(1);
    await first.close();
    log.append(unlocked(2));
    const second = start();
    expect(second.minDelivered()).toBe(1);
    await expect.poll(() => sequences(server), SOON).toEqual([1, 2]);
  });

  it('says in the log what fails, once, and sends that too when it is over', async () => {
    const server = await engine();
    server.answer(401);
    const { log, start } = bench({ elastic: { url: server.url } });
    const forwarding = start();
    forwarding.configure();
    log.append(unlocked(1));
    forwarding.appended();
    await expect
      .poll(() => log.records.map(({ kind }) => kind), SOON)
      .toEqual(['session-unlocked', 'forwarding-failed']);
    server.accept();
    forwarding.retry();
    await expect.poll(() => sequences(server), SOON).toEqual([1, 2, 3]);
    expect(log.records.at(-1)).toMatchObject({ kind: 'forwarding-recovered', body: { forwarder: 'elastic' } });
  });

  it('is tested by who may, and sends no record for it', async () => {
    const server = await engine();
    const policy = { elastic: { url: server.url } };
    const forwarding = bench(policy).start();
    const tested = unwrap(await forwarding.calls['forwarding.test']({ forwarder: 'elastic' }));
    expect(tested.ok).toBe(true);
    expect(server.documents()).toEqual([]);
    const asked: unknown[] = [];
    const refusing = bench(policy, {
      require: (need, grant) => {
        asked.push(need, grant);
        return err('needs-code', 'Identify yourself.');
      },
    }).start();
    expect(await refusing.calls['forwarding.test']({ forwarder: 'elastic' })).toMatchObject({ code: 'needs-code' });
    expect(asked).toEqual(['code', undefined]);
  });
});
