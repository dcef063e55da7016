/** Forwards the audit log to the systems that the policy names: every record written from then on. */
import type { AuditSource } from '../../contract/audit-proof.ts';
import { FORWARDERS, type ForwarderName } from '../../contract/forwarding.ts';
import type { Policy } from '../../contract/policy.ts';
import { ok } from '../../contract/result.ts';
import { FORMATS } from '../audit-proof/formats/index.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Secrets } from '../keys/secrets.ts';
import type { Authority } from '../roles/authority.ts';
import { createForwarder, type Forwarder, type ForwarderPorts } from './forwarder.ts';
import { createReceiver, destinationOf } from './receivers.ts';
import type { ReceiverPorts } from './receiver.ts';

export interface ForwardingPorts extends ForwarderPorts {
  readonly secrets: Pick<Secrets, 'read'>;
  readonly policy: () => Policy;
  readonly source: () => AuditSource;
  readonly require: Authority['require'];
}

export interface Forwarding {
  readonly calls: Pick<Handlers, 'forwarding.show' | 'forwarding.test'>;
  /** Looks at the policy again. */
  configure(): void;
  /** A record was written. Returns at once, never throws. */
  appended(): void;
  /** Something has changed for the better: a secret was set, the machine woke up. Nobody waits for his time any more. */
  retry(): void;
  /** The last record that every receiver is known to have; records after it must stay. */
  minDelivered(): number;
  /** What is there may leave, for a moment; the rest leaves after the next start. */
  close(): Promise<void>;
}

/** Long enough for "the agent was ended" to leave, short enough for a shutdown. */
const CLOSING_GRACE_MS = 2_000;

const NOT_NAMED: Readonly<Record<ForwarderName, string>> = {
  syslog: 'The policy names no syslog server. An administrator can name one in "forwarding.syslog".',
  elastic: 'The policy names no search engine. An administrator can name one in "forwarding.elastic".',
  otlp: 'The policy names no OpenTelemetry collector. An administrator can name one in "forwarding.otlp".',
};

export const createForwarding = (ports: ForwardingPorts): Forwarding => {
  const { policy, source, secrets, now, schedule } = ports;
  const settings = (): Policy['forwarding'] => policy().forwarding;
  const receiverPorts = (name: ForwarderName): ReceiverPorts => ({
    source,
    secret: () => (name === 'syslog' ? Promise.resolve(ok(null)) : secrets.read(name)),
    line: (format, record, from) => FORMATS[format].line(record, from),
    now,
    schedule,
  });
  const forwarders: Readonly<Record<ForwarderName, Forwarder>> = {
    syslog: createForwarder('syslog', ports),
    elastic: createForwarder('elastic', ports),
    otlp: createForwarder('otlp', ports),
  };
  const all = FORWARDERS.map((name) => forwarders[name]);

  /** What each was last turned to. */
  const turnedTo = new Map<ForwarderName, string>();
  const configure = (): void => {
    for (const name of FORWARDERS) {
      const wanted = JSON.stringify(settings()[name]);
      if (turnedTo.get(name) === wanted) continue;
      turnedTo.set(name, wanted);
      const receiver = createReceiver(name, settings(), receiverPorts(name));
      const destination = destinationOf(name, settings());
      forwarders[name].turn(receiver === null || destination === null ? null : { receiver, destination });
    }
  };
  // Later, since a failure is audited, and whoever audits is not ready yet.
  const cancelStart = schedule(configure, 0);

  const test = async (name: ForwarderName): Promise<{ ok: boolean; message: string }> => {
    const receiver = createReceiver(name, settings(), receiverPorts(name));
    if (receiver === null) return { ok: false, message: NOT_NAMED[name] };
    const tested = await receiver.test(new AbortController().signal);
    if (tested.ok) forwarders[name].retry();
    return tested;
  };

  return {
    calls: {
      'forwarding.show': async () => ok({ forwarders: await Promise.all(all.map((each) => each.state())) }),
      'forwarding.test': async ({ forwarder, grant }) => {
        const by = ports.require('code', grant);
        return by.ok ? ok(await test(forwarder)) : by;
      },
    },
    configure,
    appended: () => {
      for (const each of all) each.appended();
    },
    retry: () => {
      for (const each of all) each.retry();
    },
    minDelivered: () =>
      Math.min(
        Number.MAX_SAFE_INTEGER,
        ...FORWARDERS.filter((name) => settings()[name] !== null).map((name) => forwarders[name].deliveredSeq()),
      ),
    close: async () => {
      cancelStart();
      await Promise.all(all.map((each) => each.close(CLOSING_GRACE_MS)));
    },
  };
};
