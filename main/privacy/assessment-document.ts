/** What a data protection impact assessment asks of the program (GDPR Art. 35(7)), with the policy in force filled in. */
import type { PolicyView } from '../../contract/policy-view.ts';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { markup, type Markup } from '../report/markup.ts';
import { list, paragraph, renderDocument, section, table } from './page.ts';
import { recipientsTable } from './recipients-table.ts';
import type { PrivacyTexts } from './texts/en.ts';
import { fill } from './texts/fill.ts';

export interface AssessmentData {
  /** ISO 8601, to the second. */
  readonly at: string;
  readonly machine: string;
  readonly version: string;
  readonly view: Pick<PolicyView, 'policy' | 'sources'>;
}

/** What a reader of the assessment must know; the rest of the policy does not bear on privacy. */
const SETTINGS = [
  'mode',
  'enforceWhen',
  'falseLockBudgetPerDay',
  'promptBelow',
  'lockBelow',
  'pause.allowed',
  'pause.maxMinutes',
  'privacy.consent',
  'retention.windowDays',
  'retention.verdictDays',
  'retention.sessionDays',
  'retention.auditDays',
  'retention.networkDays',
  'retention.logDays',
  'weights.network',
  'weights.timeOfDay',
  'notifications.keepDays',
  'forwarding.hostname',
] as const;

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (inner as Readonly<Record<string, unknown>> | null)?.[name], value);

const settingRows = ({ view: { policy, sources } }: AssessmentData, { assessment }: PrivacyTexts) => {
  const initial = defaultPolicy();
  return SETTINGS.map((path): readonly (string | Markup)[] => {
    const [now, before] = [at(policy, path), at(initial, path)].map((value) => JSON.stringify(value));
    const shown = now ?? 'null';
    return [
      path,
      now === before ? shown : markup`<span class="changed">${shown} ●</span>`,
      before ?? 'null',
      assessment.source[sources[path] ?? 'default'],
    ];
  });
};

const dataRows = ({ retention, enrolment, notifications }: Policy, { kinds, kept }: PrivacyTexts) => {
  const days = (count: number): string => fill(kept.days, { days: count });
  return [
    [kinds.windows, `${days(retention.windowDays)}, ≤ ${String(enrolment.maxWindows)}`, 'behaviour.db'],
    [kinds.verdicts, days(retention.verdictDays), 'behaviour.db'],
    [kinds.sessions, days(retention.sessionDays), 'behaviour.db'],
    [kinds.profile, kept.until, 'behaviour.db'],
    [kinds.hours, kept.until, 'behaviour.db'],
    [kinds.audit, days(retention.auditDays), 'audit.db'],
    [kinds['step-up'], kept.until, 'access.db'],
    [kinds.networks, days(retention.networkDays), 'access.db'],
    [kinds.consent, kept.until, 'access.db'],
    [{ name: 'agent.log', means: '' }, days(retention.logDays), 'agent.log'],
    [{ name: 'outbox', means: '' }, days(notifications.keepDays), 'access.db'],
  ].map(([kind, time, where]) => {
    const { name, means } = kind as { readonly name: string; readonly means: string };
    return [means === '' ? name : `${name}: ${means}`, time as string, where as string];
  });
};

export const assessmentDocument = (data: AssessmentData, texts: PrivacyTexts): string => {
  const { assessment } = texts;
  const { policy } = data.view;
  const values = {
    mode: policy.mode,
    applications: policy.applications.length,
    times: policy.times.length,
    promptBelow: policy.promptBelow,
    lockBelow: policy.lockBelow,
    promptSeconds: policy.stepUp.promptSeconds,
    failures: policy.stepUp.failuresBeforeLock,
    budget: policy.falseLockBudgetPerDay,
    enforceWhen: policy.enforceWhen,
    maxDays: policy.accommodation.maxDays,
    inactivity: policy.session.inactivityLockSeconds,
    sessionDays: policy.retention.sessionDays,
  };
  const filled = (items: readonly string[]): readonly string[] => items.map((each) => fill(each, values));
  const body = markup`<p class="note">${fill(assessment.head, { at: data.at, version: data.version, machine: data.machine })}</p>
<p>${assessment.lead}</p>
${section(assessment.processing, list(filled(assessment.purpose)))}
${section(
  assessment.data,
  table(assessment.dataColumns, dataRows(policy, texts)),
  markup`<h3>${assessment.never}</h3>`,
  list(assessment.neverItems),
)}
${section(assessment.decisions, list(filled([...assessment.decisionItems, assessment.consent[policy.privacy.consent]])))}
${section(assessment.recipients, recipientsTable(policy, texts))}
${section(assessment.necessity, list(filled(assessment.necessityItems)))}
${section(
  assessment.risks,
  table(
    assessment.riskColumns,
    assessment.riskRows.map((row) => filled(row)),
  ),
)}
${section(texts.rights.title, table(texts.rights.columns, texts.rights.rows))}
${section(assessment.settings, paragraph(assessment.settingsLead), table(assessment.settingColumns, settingRows(data, texts)))}
${section(
  assessment.controller,
  paragraph(assessment.controllerLead),
  markup`${assessment.controllerItems.map((each) => markup`<h3>${each}</h3><div class="blank"></div>`)}`,
)}`;
  return renderDocument({ language: texts.language, title: assessment.title, body });
};
