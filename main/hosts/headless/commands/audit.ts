/** `samehand audit`: reading the audit log, checking it, and taking it along with a proof. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addAuditExport } from './audit-export.ts';
import { addAuditKey } from './audit-key.ts';
import { addAuditList } from './audit-list.ts';
import { addAuditShow } from './audit-show.ts';
import { addAuditVerifier } from './audit-verifier.ts';
import { addAuditVerify } from './audit-verify.ts';

const HELP = `
Reading takes the passphrase of the auditor, or of the administrator where there is no auditor; it is recorded.
Without a terminal the passphrase is one line of the input.`;

export const addAudit = (program: Command, context: Context): void => {
  const audit = program
    .command('audit')
    .description('the audit log: read it, verify it, export it with a proof')
    .addHelpText('after', HELP);
  for (const add of [addAuditList, addAuditShow, addAuditVerify, addAuditExport, addAuditKey, addAuditVerifier]) {
    add(audit, context);
  }
};
