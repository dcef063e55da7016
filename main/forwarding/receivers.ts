/** The receivers that the policy names. */
import type { ForwarderName } from '../../contract/forwarding.ts';
import type { Policy } from '../../contract/policy.ts';
import { assertNever } from '../../contract/result.ts';
import { createElastic } from './elastic.ts';
import { createOtlp } from './otlp.ts';
import type { Receiver, ReceiverPorts } from './receiver.ts';
import { createSyslog } from './syslog.ts';

type Settings = Policy['forwarding'];

/** Null where the policy names none. */
export const createReceiver = (name: ForwarderName, settings: Settings, ports: ReceiverPorts): Receiver | null => {
  switch (name) {
    case 'syslog':
      return settings.syslog === null ? null : createSyslog(settings.syslog, ports);
    case 'elastic':
      return settings.elastic === null ? null : createElastic(settings.elastic, ports);
    case 'otlp':
      return settings.otlp === null ? null : createOtlp(settings.otlp, ports);
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
