/** The receivers that the policy names. */
import type { ForwarderName } from '../../contract/forwarding.ts';
import type { Policy } from '../../contract/policy.ts';
import { assertNever } from '../../contract/result.ts';
import type { Receiver, ReceiverPorts } from './receiver.ts';
import { createSyslog } from './syslog.ts';

type Settings = Policy['forwarding'];

/** The libraries of some take tens of megabytes, which nobody shall pay for who sends nothing by them. */
const lazily = (load: () => Promise<Receiver>): Receiver => {
  let loaded: Promise<Receiver> | null = null;
  const receiver = (): Promise<Receiver> => (loaded ??= load());
  return {
    send: async (batch, signal) => (await receiver()).send(batch, signal),
    test: async (signal) => (await receiver()).test(signal),
  };
};

/** Null where the policy names none. */
export const createReceiver = (name: ForwarderName, settings: Settings, ports: ReceiverPorts): Receiver | null => {
  const { syslog, elastic, otlp } = settings;
  switch (name) {
    case 'syslog':
      return syslog === null ? null : createSyslog(syslog, ports);
    case 'elastic':
      return elastic === null ? null : lazily(async () => (await import('./elastic.ts')).createElastic(elastic, ports));
    case 'otlp':
      return otlp === null ? null : lazily(async () => (await import('./otlp.ts')).createOtlp(otlp, ports));
    default:
      return assertNever(name);
  }
};

/** Where to, for people; null where the policy names none. */
export const destinationOf = (name: ForwarderName, { syslog, elastic, otlp }: Settings): string | null => {
  switch (name) {
    case 'syslog':
      return syslog === null ? null : `${syslog.host}:${String(syslog.port)}, ${syslog.format}`;
    case 'elastic':
      return elastic === null ? null : `${elastic.url}, ${elastic.index}, ${elastic.format}`;
    case 'otlp':
      return otlp === null ? null : otlp.url;
    default:
      return assertNever(name);
  }
};
