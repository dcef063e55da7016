/** The policy's section on the audit log leaving the workstation. By default it does not. */
import { z } from 'zod';
import { receiverUrl } from './receiver-url.ts';

const file = (description: string) => z.string().min(1).nullable().default(null).describe(description);
const caFile = file('File with the certificates (PEM) of an authority of the company’s own.');

const syslogSection = z
  .strictObject({
    host: z.string().min(1).max(253).describe('Server that takes syslog over TLS (RFC 5425).'),
    port: z.number().int().min(1).max(65_535).default(6_514).describe('Its port.'),
    format: z
      .enum(['cef', 'ocsf', 'ecs', 'jsonl'])
      .default('cef')
      .describe('What the message is written as; around it stands the header of RFC 5424.'),
    caFile,
    certificateFile: file('File with this machine’s own certificate (PEM), where the server asks for one.'),
    keyFile: file('File with the key to it (PEM).'),
  })
  .nullable()
  .default(null)
  .describe('Sends every record to a syslog server; null: none.');
export type SyslogSettings = NonNullable<z.infer<typeof syslogSection>>;

const elasticSection = z
  .strictObject({
    url: receiverUrl('Address of Elasticsearch or OpenSearch, without /_bulk.'),
    index: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'it is not a name of an index')
      .default('samehand-audit')
      .describe('Index, alias or data stream.'),
    format: z.enum(['ecs', 'ocsf']).default('ecs').describe('What documents are written as.'),
    user: z
      .string()
      .min(1)
      .max(320)
      .nullable()
      .default(null)
      .describe(
        'Login; its password is set with "samehand secret set elastic". Null: what is set there is an API key, if anything is.',
      ),
    caFile,
  })
  .nullable()
  .default(null)
  .describe('Sends every record to the bulk interface of Elasticsearch or OpenSearch; null: none.');
export type ElasticSettings = NonNullable<z.infer<typeof elasticSection>>;

const otlpSection = z
  .strictObject({
    url: receiverUrl('Address that takes OpenTelemetry logs over HTTP, with its path (/v1/logs).'),
    caFile,
  })
  .nullable()
  .default(null)
  .describe(
    'Sends every record to an OpenTelemetry collector; null: none. What "samehand secret set otlp" set goes as bearer token.',
  );
export type OtlpSettings = NonNullable<z.infer<typeof otlpSection>>;

export const forwardingSection = z
  .strictObject({
    hostname: z
      .boolean()
      .default(true)
      .describe(
        'Whether records that are forwarded or exported name the machine as the network does; its id is always in.',
      ),
    syslog: syslogSection,
    elastic: elasticSection,
    otlp: otlpSection,
  })
  .prefault({})
  .describe(
    'Forwarding of the audit log: every record written from then on, in order, at least once. It holds decisions and states, never input or behaviour, and the user by an opaque hash.',
  );
