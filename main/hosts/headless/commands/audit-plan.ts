/** What an export is to hold: as it is asked for, or as it was begun. */
import { AUDIT_FORMATS, type AuditFormat } from '../../../../contract/audit-reading.ts';
import { CodedError } from '../../../../contract/result.ts';
import { canonicalJson } from '../../../audit-proof/canonical-json.ts';
import { checkFree, readPlan, type ExportPaths, type Planned } from '../audit/export-files.ts';
import { checkWritable } from '../write-file.ts';
import { filterOf, type FilterOptions } from './audit-filter.ts';

export interface AskedExport extends FilterOptions {
  readonly format?: AuditFormat;
}

/** @throws CodedError when something stands in the way, before anything is asked of the agent. */
export const beginExport = async (paths: ExportPaths, { format, ...options }: AskedExport): Promise<Planned> => {
  if (format === undefined) {
    throw new CodedError('usage', `Which format? Add --format with one of: ${AUDIT_FORMATS.join(', ')}.`);
  }
  checkFree(paths);
  await checkWritable(paths.file);
  return { format, filter: filterOf(options), upTo: null };
};

/** What is asked for besides must be what was begun. */
export const resumeExport = async (paths: ExportPaths, options: AskedExport): Promise<Planned> => {
  const plan = await readPlan(paths);
  const { format = plan.format, kind, from, to, text } = options;
  const { kinds, ...rest } = plan.filter;
  const asked = filterOf({
    kind: kind ?? kinds,
    from: from ?? rest.from,
    to: to ?? rest.to,
    text: text ?? rest.text,
  });
  if (format !== plan.format || canonicalJson(asked) !== canonicalJson(plan.filter)) {
    throw new CodedError(
      'usage',
      `This export was begun as ${plan.format} with other records. Go on with --resume and --out alone.`,
    );
  }
  return plan;
};
