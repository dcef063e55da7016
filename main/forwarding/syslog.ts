/** Syslog over TLS (RFC 5425). */
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { SyslogSettings } from '../../contract/policy-forwarding.ts';
import { describeFault } from './describe-fault.ts';
import { deliver } from './one-connection.ts';
import { readCertificates, readPrivateKey } from './pem-file.ts';
import type { Receiver, ReceiverPorts } from './receiver.ts';
import { frame, syslogMessage } from './syslog-message.ts';
import { appendLink } from './append-link.ts';

const setting = (name: 'caFile' | 'certificateFile' | 'keyFile'): string => `forwarding.syslog.${name}`;

/** @throws CodedError `policy-invalid` for a file that does not hold what it should */
const connectionOptions = async (settings: SyslogSettings): Promise<ConnectionOptions> => {
  const { host, port, caFile, certificateFile, keyFile } = settings;
  return {
    host,
    port,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Said here, so that no variable of the environment switches it off.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(caFile === null ? {} : { ca: await readCertificates(caFile, setting('caFile')) }),
    ...(certificateFile === null ? {} : { cert: await readCertificates(certificateFile, setting('certificateFile')) }),
    ...(keyFile === null ? {} : { key: await readPrivateKey(keyFile, setting('keyFile')) }),
  };
};

export const createSyslog = (settings: SyslogSettings, ports: ReceiverPorts): Receiver => {
  const { source, line, schedule } = ports;
  return {
    send: async (batch, signal) => {
      try {
        const from = source();
        const frames = batch.map(({ record, link }) =>
          frame(syslogMessage(record, from, appendLink(settings.format, line(settings.format, record, from), link))),
        );
        await deliver(await connectionOptions(settings), Buffer.concat(frames), { schedule, signal });
        return { ok: true };
      } catch (error) {
        return describeFault('syslog', error);
      }
    },
    test: async (signal) => {
      try {
        await deliver(await connectionOptions(settings), Buffer.alloc(0), { schedule, signal });
        return { ok: true, message: 'The syslog server was reached, and its certificate holds. No record was sent.' };
      } catch (error) {
        const { message } = describeFault('syslog', error);
        return { ok: false, message };
      }
    },
  };
};
