/** What is stored about an employee, for the employee: in words, tables and bars. */
import type { ConsentState } from '../../contract/consent.ts';
import type { Doubts } from '../../contract/history.ts';
import type { ProfileSummary } from '../../contract/ipc.ts';
import type { Policy } from '../../contract/policy.ts';
import type { StoredData } from '../../contract/stored-data.ts';
import { MODALITIES } from '../../contract/verdict.ts';
import { markup, type Markup } from '../report/markup.ts';
import { bars } from './bars.ts';
import { list, paragraph, renderDocument, section, table, time } from './page.ts';
import { recipientsTable } from './recipients-table.ts';
import { fill } from './texts/fill.ts';
import type { PrivacyTexts } from './texts/en.ts';

export interface ReportData {
  /** ISO 8601, to the second. */
  readonly at: string;
  readonly machine: string;
  readonly version: string;
  readonly policy: Policy;
  readonly stored: StoredData;
  readonly doubts: Doubts;
  readonly consent: ConsentState;
  readonly profile: ProfileSummary;
}

const DAYS_SHOWN = 30;

const daysOf = ({ sessions }: StoredData, title: string): Markup | null => {
  const counts = new Map<string, number>();
  for (const { startedAt, keystrokes, pointerEvents } of sessions) {
    const day = startedAt.slice(0, 10);
    counts.set(day, (counts.get(day) ?? 0) + keystrokes + pointerEvents);
  }
  const days = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-DAYS_SHOWN);
  return days.length === 0
    ? null
    : bars(
        title,
        days.map(([day, count], index) => ({ label: index % 5 === 0 ? day.slice(5) : '', count })),
      );
};

const storedTable = ({ stored: { kinds } }: ReportData, { report, kinds: names, kept }: PrivacyTexts): Markup =>
  table(
    report.columns,
    kinds.map(({ kind, records, oldestAt, newestAt, keptDays }) => [
      names[kind].name,
      names[kind].means,
      String(records),
      time(oldestAt?.slice(0, 10) ?? '–'),
      time(newestAt?.slice(0, 10) ?? '–'),
      keptDays === null ? kept.until : fill(kept.days, { days: keptDays }),
    ]),
  );

const consentText = ({ consent: { answer, isCurrent } }: ReportData, { report }: PrivacyTexts): string => {
  if (answer === null) return report.consent.none;
  const text = fill(report.consent[answer.answer], { version: answer.version, at: answer.at.slice(0, 10) });
  return isCurrent ? text : `${text} ${report.consent.old}`;
};

export const reportDocument = (data: ReportData, texts: PrivacyTexts): string => {
  const { report } = texts;
  const { stored, doubts, policy, profile } = data;
  const hours = profile.hours.map((count, hour) => ({ label: hour % 3 === 0 ? String(hour) : '', count }));
  const days = daysOf(stored, report.work);
  const body = markup`<p class="note">${fill(report.head, { at: data.at, machine: data.machine, version: data.version })}</p>
<p>${report.lead}</p>
${section(
  report.stored,
  paragraph(fill(report.under, { user: stored.user, kilobytes: Math.round(stored.bytes / 1_024) })),
  storedTable(data, texts),
)}
${section(
  report.learned,
  paragraph(report.learnedLead),
  list(
    MODALITIES.map((modality) => {
      const { established, windows, features, trainedAt } = profile.modalities[modality];
      const name = texts.modalities[modality];
      return established
        ? fill(report.established, { name, windows, features: features.length, at: trainedAt?.slice(0, 10) ?? '–' })
        : fill(report.learning, { name, windows });
    }),
  ),
  paragraph(report.hours),
  bars(report.hours, hours),
)}
${days === null ? null : section(report.work, paragraph(report.workLead), days)}
${section(
  report.doubts,
  paragraph(fill(report.doubtsLead, { ...doubts.last30Days })),
  doubts.doubts.length === 0
    ? paragraph(report.noDoubts)
    : table(
        report.doubtColumns,
        doubts.doubts
          .slice(0, 50)
          .map(({ at, action, trust, outcome, claimedAt }) => [
            time(at),
            texts.actions[action],
            trust.toFixed(0),
            claimedAt === null ? texts.outcomes[outcome] : report.claimed,
          ]),
      ),
)}
${section(report.consentTitle, paragraph(consentText(data, texts)))}
${section(report.recipients, recipientsTable(policy, texts))}
${section(texts.rights.title, table(texts.rights.columns, texts.rights.rows))}`;
  return renderDocument({ language: texts.language, title: report.title, body });
};
