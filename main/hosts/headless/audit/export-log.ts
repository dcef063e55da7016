/** Takes the audit log along: a file, and the proof of it beside it. What was broken off is gone on with. */
import { existsSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { CodedError } from '../../../../contract/result.ts';
import type { OpenAudit } from '../with-audit.ts';
import { checkProof } from './check-proof.ts';
import {
  closeSynced,
  createPrivate,
  orWriteFailure,
  publish,
  writePlan,
  type ExportPaths,
  type Planned,
} from './export-files.ts';
import { fetchText } from './fetch-text.ts';
import { NO_RECORDS, findEnd, type ExportEnd } from './find-end.ts';
import { headLines } from './parse-record.ts';

export interface ExportOptions {
  readonly audit: Pick<OpenAudit, 'ask' | 'beginExport' | 'client'>;
  readonly paths: ExportPaths;
  readonly plan: Planned;
  readonly signal: AbortSignal;
  readonly onProgress: (doing: 'Exporting' | 'Looking' | 'Proving', done: number, total: number) => void;
}

export interface Exported {
  readonly records: number;
  readonly upTo: number;
}

/** What is there already is kept up to its last whole record. */
const endOf = async ({ paths, plan, onProgress }: ExportOptions): Promise<ExportEnd> =>
  plan.upTo === null || !existsSync(paths.part)
    ? NO_RECORDS
    : findEnd(paths.part, plan.format, (records) => {
        onProgress('Looking', records, records);
      });

const openPart = async ({ paths, plan }: ExportOptions, end: ExportEnd): Promise<FileHandle> => {
  if (plan.upTo === null) return createPrivate(paths.part);
  return orWriteFailure(paths.part, async () => {
    const handle = await open(paths.part, 'a', 0o600);
    await handle.truncate(end.bytes);
    return handle;
  });
};

const writeProof = async (options: ExportOptions, upTo: number): Promise<void> => {
  const { audit, paths, plan, signal, onProgress } = options;
  const { filter, format } = plan;
  await rm(paths.proofPart, { force: true });
  const handle = await createPrivate(paths.proofPart);
  try {
    const begun = await audit.ask('audit.proof', { filter, format, upTo });
    const ports = { client: audit.client, signal, onProgress: onProgress.bind(null, 'Proving') };
    await fetchText(ports, begun, { path: paths.proofPart, handle });
  } finally {
    await closeSynced(paths.proofPart, handle);
  }
};

/** @throws CodedError when it was broken off: it can be gone on with once the plan is there. */
export const exportLog = async (options: ExportOptions): Promise<Exported> => {
  const { audit, paths, plan, signal, onProgress } = options;
  const { filter, format } = plan;
  const end = await endOf(options);
  const begun = await audit.beginExport({ filter, format, afterSeq: end.lastSeq, upTo: plan.upTo });
  const { upTo } = begun;
  // Before the part: what is broken off without a plan could not be gone on with.
  if (plan.upTo === null) await writePlan(paths, { version: 1, filter, format, upTo });
  const handle = await openPart(options, end);
  let { records } = end;
  try {
    const ports = {
      client: audit.client,
      signal,
      onProgress: (done: number, total: number) => {
        onProgress('Exporting', end.records + done, end.records + total);
      },
    };
    const lines = await fetchText(ports, begun, { path: paths.part, handle });
    records += lines - (end.lastSeq === 0 ? headLines(format) : 0);
  } finally {
    await closeSynced(paths.part, handle);
  }
  await writeProof(options, upTo);
  await checkProof(paths, format, records);
  if (signal.aborted) throw new CodedError('interrupted', 'Broken off.');
  await publish(paths);
  return { records, upTo };
};
