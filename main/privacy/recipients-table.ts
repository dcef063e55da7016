/** Who gets what, as a part of a document. */
import type { Policy } from '../../contract/policy.ts';
import type { Markup } from '../report/markup.ts';
import { paragraph, table } from './page.ts';
import { recipientsOf } from './recipients.ts';
import type { PrivacyTexts } from './texts/en.ts';

export const recipientsTable = (policy: Policy, { recipients: { none, columns, kinds } }: PrivacyTexts): Markup => {
  const recipients = recipientsOf(policy);
  return recipients.length === 0
    ? paragraph(none)
    : table(
        columns,
        recipients.map(({ kind, where }) => [kinds[kind].name, where, kinds[kind].gets]),
      );
};
