/** `samehand audit show`: one record, what belongs to the same decision, and what proves it. */
import type { Command } from 'commander';
import { AUDIT_PAGE } from '../../../../contract/audit-reading.ts';
import type { AuditRecord } from '../../../../contract/audit.ts';
import { recordPage } from '../audit/record-lines.ts';
import { outputOf, type Context } from '../context.ts';
import { withAudit, type OpenAudit } from '../with-audit.ts';
import { wholeNumber } from './pause.ts';

/** All records of the decision that a record belongs to, oldest first, with itself; none where it belongs to none. */
export const recordsOfDecision = async (
  audit: Pick<OpenAudit, 'ask'>,
  { body }: AuditRecord,
): Promise<readonly AuditRecord[]> => {
  const { decisionId } = body;
  if (typeof decisionId !== 'string' || decisionId === '') return [];
  const filter = { text: decisionId };
  const { records } = await audit.ask('audit.query', { filter, offset: 0, limit: AUDIT_PAGE });
  return records.filter((record) => record.body.decisionId === decisionId).reverse();
};

export const addAuditShow = (audit: Command, context: Context): void => {
  audit
    .command('show')
    .description(
      'one record, the records of the same decision, its place in the hash chain, and the seal that signs it',
    )
    .argument('<number>', 'as "audit list" has it', wholeNumber)
    .option('--json', 'print one JSON object')
    .action(async (seq: number, { json }: { readonly json?: boolean }) => {
      const { shown, related } = await withAudit(context, async (opened) => {
        const found = await opened.ask('audit.record', { seq });
        return { shown: found, related: await recordsOfDecision(opened, found.record) };
      });
      outputOf(context, json).answer({ ...shown, related }, recordPage(shown, related, context.columns));
    });
};
