/** What can be sent to whoever helps: states and counts alone. Sentences are left out, since they may name folders and addresses. */
import type { Finding } from '../../../contract/diagnosis.ts';
import type { Status } from '../../../contract/ipc.ts';
import type { ChannelState } from '../../../contract/notification.ts';

export interface ReportFacts {
  readonly findings: readonly Finding[];
  /** Null where it is not known. */
  readonly status: Status | null;
  readonly channels: readonly ChannelState[];
  /** ISO 8601. */
  readonly at: string;
  /** The browser's name for itself. */
  readonly userAgent: string;
}

const statusLines = (status: Status): readonly string[] => {
  const { version, state, mode, sensor, coverage, store, enrolment, warnings } = status;
  return [
    `version: ${version}`,
    `state: ${state}`,
    `mode: ${mode}`,
    `sensor: ${sensor.state}, restarts ${sensor.restarts}, dropped ${sensor.dropped}`,
    `coverage: keyboard ${coverage.keyboard}, pointer ${coverage.pointer}, gaps ${coverage.gaps}`,
    `lost: ${coverage.lostEvents} events in ${coverage.lostBatches} batches, blind ${Math.round(coverage.blindMs / 1_000)} s`,
    `store: ${store.state}, key in ${store.keySource}`,
    `enrolment: keyboard ${enrolment.keyboard.windows}/${enrolment.keyboard.windowsNeeded}, pointer ${enrolment.pointer.windows}/${enrolment.pointer.windowsNeeded}`,
    `warnings: ${warnings.length}`,
  ];
};

/** In English and in the names of the contract, whatever the reader's language: it is read by others. */
export const diagnosisReport = ({ findings, status, channels, at, userAgent }: ReportFacts): string =>
  [
    'Samehand diagnostics',
    `at: ${at}`,
    ...(status === null ? [] : statusLines(status)),
    ...findings.map(
      ({ name, state, fix }) => `check ${name}: ${state}${fix === null ? '' : ` (can be fixed: ${fix})`}`,
    ),
    ...channels
      .filter(({ enabled }) => enabled)
      .map(
        ({ channel, waiting, dropped, problem }) =>
          `notifications ${channel}: ${problem === null ? 'ok' : 'failing'}, waiting ${waiting}, dropped ${dropped}`,
      ),
    `windows: ${userAgent}`,
    '',
  ].join('\n');
