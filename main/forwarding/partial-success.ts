/** What a collector says it has rejected of a batch that it took: the exporter tells that to its diagnostics alone. */
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { z } from 'zod';

const partialSchema = z.object({
  // Numbers of 64 bits are texts in OTLP's JSON, or not.
  rejectedLogRecords: z.coerce.number().int().nonnegative().default(0),
});

/** How many one message of the exporter says; 0 for any other message. */
const rejectedIn = (values: readonly unknown[]): number => {
  for (const value of values) {
    if (typeof value !== 'string' || !value.startsWith('{')) continue;
    try {
      return partialSchema.parse(JSON.parse(value)).rejectedLogRecords;
    } catch {
      // Another message that begins so.
    }
  }
  return 0;
};

/** The work, and how many records were rejected meanwhile. Not for two at the same time: there is one diagnostics. */
export const countRejected = async <T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly rejected: number }> => {
  let rejected = 0;
  const ignore = (): void => undefined;
  diag.setLogger(
    {
      error: ignore,
      warn: (_message, ...values) => {
        rejected += rejectedIn(values);
      },
      info: ignore,
      debug: ignore,
      verbose: ignore,
    },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  try {
    return { value: await work(), rejected };
  } finally {
    diag.disable();
  }
};
