/** The audit log of an agent that runs, sent to a real rsyslog. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { forwarderStateSchema, type ForwarderState } from '../../contract/forwarding.ts';
import { createAuthority } from '../support/authority.ts';
import { until } from '../support/dbus.ts';
import { needs } from '../support/needs.ts';
import { createRsyslog } from '../support/rsyslog.ts';
import { createWorkstation } from '../support/samehand.ts';

/** A failed attempt is followed by another after 5 to 10 s, then 10 to 20. */
const LIMIT_MS = 60_000;

const recordSchema = z.object({ seq: z.number(), kind: z.string() });

it(
  'leaves from its first record to its last, over a restart of agent and server',
  { timeout: 120_000 },
  async (ctx) => {
    needs(ctx, 'linux', 'rsyslog');
    const workstation = createWorkstation();
    const folder = mkdtempSync(join(tmpdir(), 'samehand-forwarded-'));
    const authority = await createAuthority('Test authority');
    const { certificate, key } = await authority.issue('localhost');
    const server = await createRsyslog({ folder, ca: authority.certificate, certificate, key });
    onTestFinished(async () => {
      await workstation.end();
      await server.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });
    await server.start();
    const caFile = join(folder, 'authority.pem');
    writeFileSync(caFile, authority.certificate);
    writeFileSync(
      join(workstation.home, 'policy.json'),
      JSON.stringify({
        forwarding: { hostname: false, syslog: { host: 'localhost', port: server.port, format: 'jsonl', caFile } },
      }),
    );
    const received = () => server.messages().map((message) => recordSchema.parse(JSON.parse(message)));
    const syslog = async (): Promise<ForwarderState> => {
      const { stdout } = await workstation.command('forwarding', 'show', '--json');
      const { forwarders } = z.object({ forwarders: z.array(forwarderStateSchema) }).parse(JSON.parse(stdout));
      return forwarders.find(({ forwarder }) => forwarder === 'syslog') ?? expect.fail();
    };

    const first = await workstation.run('--platform', 'simulated');
    const tested = await workstation.command('forwarding', 'test', 'syslog');
    expect(tested.stdout).toBe('The syslog server was reached, and its certificate holds. No record was sent.\n');
    await workstation.command('pause', '--minutes', '1');
    await until('the pause', () => received().some(({ kind }) => kind === 'paused'), LIMIT_MS);
    await first.stop();
    expect(received().at(-1)?.kind).toBe('agent-stopped');

    await server.stop('SIGTERM');
    const second = await workstation.run('--platform', 'simulated');
    await until('a failure', async () => (await syslog()).problem !== null, LIMIT_MS);
    expect((await syslog()).problem).toContain('The syslog server cannot be reached');
    expect((await syslog()).waiting).toBeGreaterThan(0);
    await server.start();
    await until('the records', async () => (await syslog()).waiting === 0, LIMIT_MS);
    await second.stop();

    const seqs = [...new Set(received().map(({ seq }) => seq))];
    const [begin = 0] = seqs;
    expect(seqs).toEqual(Array.from(seqs, (_, index) => begin + index));
    expect(received().filter(({ kind }) => kind === 'agent-stopped')).toHaveLength(2);
    expect(server.lines().every((line) => line.includes(' samehand - '))).toBe(true);
  },
);
