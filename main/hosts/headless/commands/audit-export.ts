/** `samehand audit export`: records as a file for other programs, with a proof beside it. */
import { Option, type Command } from 'commander';
import { AUDIT_FORMATS } from '../../../../contract/audit-reading.ts';
import { CodedError, type ErrorCode } from '../../../../contract/result.ts';
import { exportPaths } from '../audit/export-files.ts';
import { exportLog, type Exported } from '../audit/export-log.ts';
import { outputOf, type Context } from '../context.ts';
import { createRecordProgress } from '../progress.ts';
import { withAudit } from '../with-audit.ts';
import { addFilterOptions, checkKinds } from './audit-filter.ts';
import { beginExport, resumeExport, type AskedExport } from './audit-plan.ts';

interface ExportCommandOptions extends AskedExport {
  readonly out: string;
  readonly resume?: boolean;
  readonly json?: boolean;
}

const HELP = `
Writes FILE and FILE.proof, for their owner alone; nothing that is there is overwritten. What is broken off is gone on
with by --resume, which needs nothing but --out again.
Check it, here or elsewhere: samehand audit verify FILE --key KEY; samehand audit verifier FOLDER.`;

const RESUMABLE: ReadonlySet<ErrorCode> = new Set([
  'interrupted',
  'agent-not-running',
  'not-found',
  'storage-unavailable',
]);

/** As a shell takes it for one word. */
const quoted = (path: string): string => (/^[\w./:\\-]+$/.test(path) ? path : JSON.stringify(path));

/** Says how to go on, where that is possible. */
const withAdvice = (cause: unknown, { out }: ExportCommandOptions): unknown =>
  cause instanceof CodedError && RESUMABLE.has(cause.code)
    ? new CodedError(cause.code, `${cause.message} Go on with: samehand audit export --resume --out ${quoted(out)}`, {
        cause,
      })
    : cause;

export const addAuditExport = (audit: Command, context: Context): void => {
  addFilterOptions(audit.command('export').description('records as a file for other programs, with a proof beside it'))
    .requiredOption('--out <file>', 'where to')
    .addOption(new Option('--format <format>', 'as what').choices([...AUDIT_FORMATS]))
    .option('--resume', 'go on with an export that was broken off')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .action(async (options: ExportCommandOptions) => {
      const paths = exportPaths(options.out);
      const plan = await (options.resume === true ? resumeExport : beginExport)(paths, options);
      const interrupt = new AbortController();
      const onInterrupt = () => {
        interrupt.abort();
      };
      process.once('SIGINT', onInterrupt);
      const progress = createRecordProgress(context);
      let exported: Exported;
      let hasBegun = plan.upTo !== null;
      try {
        exported = await withAudit(context, (opened) => {
          checkKinds(plan.filter, opened.kinds);
          return exportLog({
            audit: opened,
            paths,
            plan,
            signal: interrupt.signal,
            onProgress: (doing, done, total) => {
              hasBegun = true;
              progress.update({ doing, done, total });
            },
          });
        });
      } catch (cause) {
        throw hasBegun ? withAdvice(cause, options) : cause;
      } finally {
        progress.end();
        process.off('SIGINT', onInterrupt);
      }
      const { records } = exported;
      outputOf(context, options.json).answer({ file: paths.file, proof: paths.proof, ...exported }, [
        `${String(records)} ${records === 1 ? 'record' : 'records'}: ${paths.file}`,
        `Proof: ${paths.proof}`,
        `Check it with: samehand audit verify ${quoted(options.out)}`,
      ]);
    });
};
