/** An OpenTelemetry collector, by OTLP over HTTP. */
import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { OtlpSettings } from '../../contract/policy-forwarding.ts';
import { unwrap } from '../../contract/result.ts';
import { describeFault } from './describe-fault.ts';
import { otlpRecord, resourceOf } from './otlp-record.ts';
import { countRejected } from './partial-success.ts';
import { readCertificates } from './pem-file.ts';
import { failure, type Failure, type Receiver, type ReceiverPorts } from './receiver.ts';

/** For an attempt with the library's own repetitions in it; after that it is up to the forwarder's back-off. */
const LIMIT_MS = 10_000;

/** The library gives the status of an answer as a number, and no status where it would try again. */
const describeAnswer = (error: Error): Failure | null => {
  const { code } = error as { readonly code?: unknown };
  if (code === 401 || code === 403) {
    return failure(
      `The OpenTelemetry collector refuses the login (${String(code)}). Set its token with: samehand secret set otlp`,
      { isPassing: false },
    );
  }
  if (code === 413) {
    return failure('The OpenTelemetry collector takes no request of this size (413). Raise its limit.', {
      isTooLarge: true,
      isPassing: false,
    });
  }
  if (typeof code === 'number') {
    return failure(
      `The OpenTelemetry collector does not take records at this address (${String(code)}). Check "forwarding.otlp.url" in the policy.`,
      { isPassing: code >= 500 },
    );
  }
  if (code === undefined && error.name === 'OTLPExporterError') {
    return failure('The OpenTelemetry collector cannot take records at present. Check that it runs.');
  }
  return null;
};

export const createOtlp = ({ url, caFile }: OtlpSettings, ports: ReceiverPorts): Receiver => {
  const { source, now } = ports;

  /** @throws the library's error, or a CodedError for the secret or the file of the authority */
  const deliver = async (records: ReadableLogRecord[], signal: AbortSignal): Promise<ExportResult> => {
    const secret = unwrap(await ports.secret());
    const ca = caFile === null ? null : await readCertificates(caFile, 'forwarding.otlp.caFile');
    const exporter = new OTLPLogExporter({
      url,
      timeoutMillis: LIMIT_MS,
      headers: secret === null ? {} : { authorization: `Bearer ${secret}` },
      // Said here, so that no variable of the environment switches it off.
      httpAgentOptions: {
        keepAlive: false,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ...(ca === null ? {} : { ca }),
      },
    });
    return await new Promise<ExportResult>((resolve, reject) => {
      // The library cannot be broken off; what comes of it is of no interest any more.
      signal.addEventListener('abort', () => {
        reject(new Error('ABORTED'));
      });
      exporter.export(records, resolve);
    });
  };

  const attempt = async (records: ReadableLogRecord[], signal: AbortSignal): Promise<Failure | null> => {
    try {
      const { value, rejected } = await countRejected(() => deliver(records, signal));
      const { code, error } = value;
      if (code !== ExportResultCode.SUCCESS) return (error && describeAnswer(error)) ?? describeFault('otlp', error);
      if (rejected === 0) return null;
      // The specification forbids sending them again.
      return failure(
        `The OpenTelemetry collector has rejected ${String(rejected)} of the records that it was sent. Look into its log.`,
        { arrived: records.length },
      );
    } catch (error) {
      return describeFault('otlp', error);
    }
  };

  return {
    send: async (batch, signal) => {
      const from = source();
      const resource = resourceOf(from);
      const records = batch.map((each) => otlpRecord(each, from, resource, now()));
      return (await attempt(records, signal)) ?? { ok: true };
    },
    test: async (signal) => {
      const fault = await attempt([], signal);
      return fault === null
        ? { ok: true, message: 'The OpenTelemetry collector was reached and takes logs. No record was sent.' }
        : { ok: false, message: fault.message };
    },
  };
};
