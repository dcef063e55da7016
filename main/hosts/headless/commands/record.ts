/** `samehand record`: writes one's own input to a file, knowingly: the one command that keeps key codes. */
import type { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { EVENT_KINDS } from '../../../../contract/events.ts';
import { systemSchedule } from '../../../shared/schedule.ts';
import { createSensorClient } from '../../../sensor/sensor-client.ts';
import { outputOf, type Context } from '../context.ts';
import { wholeNumber } from './pause.ts';

interface RecordOptions {
  readonly seconds?: number;
  readonly consent?: boolean;
  readonly json?: boolean;
}

const WARNING =
  'A recording holds which keys you press, so what you type can be read from it, passwords too. It is meant for ' +
  'measuring detection on your own test typing, stays in the file you name, and is readable by you alone. ' +
  'To record knowingly, add --consent.';

const interrupted = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        done();
      });
    }
  });

export const addRecord = (program: Command, context: Context): void => {
  program
    .command('record')
    .description('record keyboard and pointer to a file (.csv.gz) for replay; needs no running agent')
    .argument('<file>', 'file to make; an existing one is never overwritten')
    .option('--seconds <n>', 'stop by itself after so long', wholeNumber)
    .option('--consent', 'yes, record which keys I press')
    .option('--json', 'print one JSON object when done')
    .action(async (file: string, { seconds, consent, json }: RecordOptions) => {
      if (consent !== true) throw new CodedError('usage', WARNING);
      const path = resolve(file);
      const output = outputOf(context, json);
      const failed = Promise.withResolvers<never>();
      failed.promise.catch(() => undefined);
      const sensor = createSensorClient({
        source: { kind: 'hook' },
        secret: new Uint8Array(randomBytes(32)),
        recordTo: path,
        clock: () => performance.now(),
        schedule: systemSchedule,
        onBatch: () => undefined,
        onState: () => undefined,
        onEnded: (outcome) => {
          try {
            unwrap(outcome);
          } catch (cause) {
            failed.reject(cause);
          }
        },
        env: context.env,
      });
      const stop = interrupted();
      await Promise.race([sensor.start(), failed.promise]);
      const { state, reason } = sensor.status();
      if (state !== 'running') {
        await sensor.stop();
        throw new CodedError('sensor-unavailable', reason);
      }
      output.say(
        `Recording to ${path}. Stop with Ctrl+C${seconds === undefined ? '' : `, or wait ${String(seconds)} s`}.`,
      );
      const elapsed = Promise.withResolvers<undefined>();
      const cancel =
        seconds === undefined
          ? () => undefined
          : systemSchedule(() => {
              elapsed.resolve(undefined);
            }, seconds * 1000);
      await Promise.race([stop, elapsed.promise, failed.promise]);
      cancel();
      await sensor.stop();
      const { counts } = sensor.status();
      const events = EVENT_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
      output.answer({ file: path, events, counts }, [`Recorded ${String(events)} events to ${path}.`]);
    });
};
