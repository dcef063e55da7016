/** `samehand audit list`: records, newest first. */
import { InvalidArgumentError, type Command } from 'commander';
import { AUDIT_PAGE, type AuditFilter } from '../../../../contract/audit-reading.ts';
import type { AuditRecord } from '../../../../contract/audit.ts';
import { recordLine } from '../audit/record-lines.ts';
import { outputOf, type Context } from '../context.ts';
import { withAudit, type OpenAudit } from '../with-audit.ts';
import { addFilterOptions, checkKinds, filterOf, type FilterOptions } from './audit-filter.ts';
import { wholeNumber } from './pause.ts';

const DEFAULT_LIMIT = 50;
/** More is for an export, which holds nothing of it in memory. */
const MOST = 10_000;

const listable = (text: string): number => {
  const limit = wholeNumber(text);
  if (limit <= MOST) return limit;
  throw new InvalidArgumentError(`More than ${String(MOST)} are taken along with: samehand audit export`);
};

interface Listed {
  /** Records that the filter lets through. */
  readonly total: number;
  readonly records: readonly AuditRecord[];
}

/** At most `limit` records. What is written meanwhile pushes the pages on: what was seen already is left out. */
export const listRecords = async (
  audit: Pick<OpenAudit, 'ask'>,
  filter: AuditFilter,
  limit: number,
): Promise<Listed> => {
  const records: AuditRecord[] = [];
  let total = 0;
  for (let offset = 0; records.length < limit; offset += AUDIT_PAGE) {
    const page = await audit.ask('audit.query', { filter, offset, limit: AUDIT_PAGE });
    if (offset === 0) ({ total } = page);
    const before = records.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
    records.push(...page.records.filter(({ seq }) => seq < before));
    if (page.records.length < AUDIT_PAGE) break;
  }
  return { total, records: records.slice(0, limit) };
};

const lines = ({ total, records }: Listed, columns: number | null): readonly string[] => [
  ...records.map((record) => recordLine(record, columns)),
  records.length < total
    ? `The newest ${String(records.length)} of ${String(total)}. More with --limit; all of them with: samehand audit export`
    : `${String(total)} ${total === 1 ? 'record' : 'records'}.`,
];

export const addAuditList = (audit: Command, context: Context): void => {
  addFilterOptions(audit.command('list').description('records, newest first'))
    .option('--limit <n>', `how many, at most ${String(MOST)}`, listable, DEFAULT_LIMIT)
    .option('--json', 'print one JSON object')
    .action(
      async ({ limit, json, ...options }: FilterOptions & { readonly limit: number; readonly json?: boolean }) => {
        const filter = filterOf(options);
        const listed = await withAudit(context, (opened) => {
          checkKinds(filter, opened.kinds);
          return listRecords(opened, filter, limit);
        });
        outputOf(context, json).answer(listed, lines(listed, context.columns));
      },
    );
};
