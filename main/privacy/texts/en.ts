/** Texts of the documents about privacy, in English. */
import type { ConsentState } from '../../../contract/consent.ts';
import type { DOUBT_OUTCOMES } from '../../../contract/history.ts';
import type { DataKind } from '../../../contract/stored-data.ts';
import type { Action, Modality } from '../../../contract/verdict.ts';
import type { RecipientKind } from '../recipients.ts';

type Rows = readonly (readonly [string, string, ...string[]])[];

export interface PrivacyTexts {
  readonly language: string;
  readonly modalities: Readonly<Record<Modality, string>>;
  readonly actions: Readonly<Record<Action, string>>;
  readonly outcomes: Readonly<Record<(typeof DOUBT_OUTCOMES)[number], string>>;
  readonly kinds: Readonly<Record<DataKind, { readonly name: string; readonly means: string }>>;
  readonly kept: { readonly days: string; readonly until: string };
  readonly recipients: {
    readonly none: string;
    readonly columns: readonly string[];
    readonly kinds: Readonly<Record<RecipientKind, { readonly name: string; readonly gets: string }>>;
  };
  readonly rights: { readonly title: string; readonly columns: readonly string[]; readonly rows: Rows };
  readonly report: {
    readonly title: string;
    readonly head: string;
    readonly lead: string;
    readonly stored: string;
    readonly under: string;
    readonly columns: readonly string[];
    readonly learned: string;
    readonly learnedLead: string;
    readonly established: string;
    readonly learning: string;
    readonly hours: string;
    readonly work: string;
    readonly workLead: string;
    readonly doubts: string;
    readonly doubtsLead: string;
    readonly noDoubts: string;
    readonly doubtColumns: readonly string[];
    readonly claimed: string;
    readonly consentTitle: string;
    readonly consent: Readonly<Record<NonNullable<ConsentState['answer']>['answer'] | 'none' | 'old', string>>;
    readonly recipients: string;
  };
  readonly assessment: {
    readonly title: string;
    readonly head: string;
    readonly lead: string;
    readonly processing: string;
    readonly purpose: readonly string[];
    readonly data: string;
    readonly dataColumns: readonly string[];
    readonly never: string;
    readonly neverItems: readonly string[];
    readonly decisions: string;
    readonly decisionItems: readonly string[];
    readonly consent: Readonly<Record<ConsentState['needs'], string>>;
    readonly recipients: string;
    readonly necessity: string;
    readonly necessityItems: readonly string[];
    readonly risks: string;
    readonly riskColumns: readonly string[];
    readonly riskRows: Rows;
    readonly settings: string;
    readonly settingsLead: string;
    readonly settingColumns: readonly string[];
    readonly source: Readonly<Record<'managed' | 'local' | 'default', string>>;
    readonly controller: string;
    readonly controllerLead: string;
    readonly controllerItems: readonly string[];
  };
}

export const en: PrivacyTexts = {
  language: 'en',
  modalities: { keyboard: 'Typing', pointer: 'Pointing' },
  actions: { none: 'nothing', notify: 'was told', prompt: 'asked for a code', lock: 'locked' },
  outcomes: {
    passed: 'the code was right: a false alarm',
    locked: 'it was locked',
    open: 'still open',
    recovered: 'trust came back by itself',
    withheld: 'not acted on, by the mode or as too little was learned',
    notified: 'you were told',
  },
  kinds: {
    profile: {
      name: 'What was learned of you',
      means: 'Typical values and spreads of your timing, by key slot and pair of slots; kept versions of it',
    },
    windows: { name: 'Windows', means: 'Features of 50 key presses or 10 pointer movements each' },
    verdicts: { name: 'Verdicts', means: 'Trust after each window, and which kinds of timing it rests on' },
    sessions: { name: 'Sessions', means: 'From login or unlock to lock: when, how much, codes and locks' },
    hours: { name: 'Hours', means: 'How many windows in which hour of the day' },
    audit: { name: 'Audit log', means: 'Decisions, codes, locks, pauses, changes; for auditors' },
    'step-up': { name: 'Ways to prove who you are', means: 'Which are set up, and since when; never a code' },
    networks: { name: 'Networks', means: 'Keyed hashes, only while the policy gives networks weight' },
    consent: { name: 'Your answer', means: 'To what you were told, with the version of the text' },
  },
  kept: { days: '{days} days', until: 'until it is reset or erased' },
  recipients: {
    none: 'Nobody: by the policy in force nothing leaves this workstation.',
    columns: ['To', 'Where', 'What they get'],
    kinds: {
      mail: { name: 'Mail server', gets: 'One-time codes to the address that was confirmed' },
      webhook: { name: 'Webhook', gets: 'That something happened: kind, time, machine, a fixed sentence' },
      'event-mail': {
        name: 'Mail to administrators',
        gets: 'That something happened: kind, time, machine, a fixed sentence',
      },
      syslog: { name: 'Syslog server', gets: 'Every record of the audit log, the user by an opaque hash' },
      elastic: {
        name: 'Elasticsearch or OpenSearch',
        gets: 'Every record of the audit log, the user by an opaque hash',
      },
      otlp: { name: 'OpenTelemetry collector', gets: 'Every record of the audit log, the user by an opaque hash' },
    },
  },
  rights: {
    title: 'What can be done about it',
    columns: ['Right (GDPR)', 'In the windows', 'By command'],
    rows: [
      ['Information, access (Art. 13, 15)', 'My data, Status', 'samehand privacy report'],
      ['A copy to take along (Art. 20)', 'My data: export', 'samehand privacy export'],
      ['Erasure (Art. 17)', 'My data: erasure', 'samehand privacy erase'],
      ['Rectification (Art. 16)', 'My data: versions, "That was me"', 'samehand profile rollback'],
      [
        'Restriction, objection (Art. 18, 21)',
        'Enrolment: your answer; Status: pause',
        'samehand consent refuse, samehand pause',
      ],
      [
        'No decision by a machine alone (Art. 22)',
        'A code or a warning stands before every lock',
        'samehand accommodation',
      ],
    ],
  },
  report: {
    title: 'What Samehand stores about you',
    head: 'Written on {at} on the machine {machine} by version {version}.',
    lead: 'Samehand learns how you type and point, never what. This is all that it keeps about you. None of it is text, none of it says where the pointer was.',
    stored: 'What is stored',
    under: 'All of it lies on this machine, encrypted, under the opaque name {user}. It takes {kilobytes} KB.',
    columns: ['What', 'What that is', 'How many', 'Oldest', 'Newest', 'Kept'],
    learned: 'What was learned',
    learnedLead: 'Which features with which values is on the page My data, and in the export.',
    established: '{name}: known since {at}, from {windows} windows of {features} features each.',
    learning: '{name}: still learning, {windows} windows so far; nothing is decided from it.',
    hours: 'Windows by hour of the day',
    work: 'How much was seen',
    workLead: 'Key presses and pointer events by day, of the sessions that are kept.',
    doubts: 'Doubts',
    doubtsLead: 'In the last 30 days there were {doubts} doubts, {falseAlarms} of them false alarms.',
    noDoubts: 'There are none on record.',
    doubtColumns: ['When', 'What was done', 'Trust', 'What became of it'],
    claimed: 'you said that it was you: a false alarm',
    consentTitle: 'What you were told, and answered',
    consent: {
      given: 'You agreed to version {version} of the text on {at}.',
      refused: 'You did not agree to version {version} of the text on {at}.',
      none: 'You have not answered yet.',
      old: 'The text has changed since then.',
    },
    recipients: 'Who else gets something',
  },
  assessment: {
    title: 'Data protection impact assessment: continuous recognition of users by typing and pointing',
    head: 'Generated on {at} by Samehand {version} on the machine {machine}, with the policy in force there.',
    lead: 'What the program does, stores and decides under this policy, after GDPR Art. 35(7). What only the controller can say stands at the end, to be filled in. It is no legal advice.',
    processing: '1. The processing and its purpose',
    purpose: [
      'Purpose: to notice when somebody other than the logged-in user works at an unlocked workstation, and to ask for a one-time code or lock it.',
      'Means: the timing of key presses and pointer movements, compared on the workstation with a profile learned there. Biometric data in the sense of Art. 4(14) where it serves to identify: Art. 9 applies.',
      'Persons: employees who log in to the workstation. One profile a user and machine; nothing is put together across machines by the program.',
      'Mode in force: {mode}. Applications left out: {applications}. Rules by time of day: {times}.',
    ],
    data: '2. Which data, and for how long',
    dataColumns: ['Data', 'Kept', 'Where'],
    never: 'Never stored, logged or sent',
    neverItems: [
      'what was typed: neither text nor which key it was, only an opaque number of the key, under a secret of the installation',
      'an order of keys longer than a pair',
      'positions of the pointer, window titles, pictures, sounds',
      'times finer than the second',
    ],
    decisions: '3. What is decided by the program (Art. 22)',
    decisionItems: [
      'Below trust {promptBelow} of 100 a code is asked for; without it within {promptSeconds} s, or after {failures} wrong ones, the workstation locks. Below {lockBelow} it locks.',
      'It acts by itself only once the user’s own estimated rate of wrong locks meets the budget of {budget} a working day (setting: {enforceWhen}).',
      'A lock is undone by the user’s own login. No decision about the employment is made, and none should be: error rates are in docs/detection.md.',
      'For injury or assistive technology an administrator grants an accommodation of up to {maxDays} days; no reason is recorded.',
    ],
    consent: {
      notice: 'Employees are told what is watched and confirm that they have read it.',
      required: 'Nothing is judged, learned or stored without the employee’s agreement, which can be taken back.',
    },
    recipients: '4. Recipients',
    necessity: '5. Necessity and proportionality',
    necessityItems: [
      'All of it is reckoned and kept on the workstation; there is no server of the maker.',
      'Raw events live in memory until they are reckoned; what is stored are sums and features.',
      'Milder means to be weighed: a shorter inactivity lock (now {inactivity} s), locking by hand, smart cards that lock when removed. Mode shadow records and does nothing.',
      'Codes stand in for those who cannot or will not be recognised this way (accommodation, or refused consent where it is required).',
    ],
    risks: '6. Risks to the employees, and measures',
    riskColumns: ['Risk', 'Measure', 'What remains'],
    riskRows: [
      [
        'Somebody is locked out wrongly',
        'Budget of wrong locks, a code before a lock, accommodation, mode shadow, doubts that can be contested',
        'Wrong locks come from few people whose hands differ between days',
      ],
      [
        'What was typed is worked out from what is stored',
        'Key numbers under a secret, sums instead of rows, encrypted database, key in the keychain',
        'Who has the decrypted database can guess common letters and pairs',
      ],
      [
        'Performance or presence at work is watched',
        'No text, no applications; sessions for {sessionDays} days; reading the audit log takes a passphrase and is itself recorded',
        'Sessions and audit records show when somebody worked: limit who may read them by agreement',
      ],
      [
        'A stolen profile is used elsewhere',
        'Template under a random secret that can be renewed; profiles cannot be linked across machines or renewals',
        'A passphrase of a backup that is guessed',
      ],
      [
        'Health data are concluded from changed timing',
        'No reason is recorded or asked for; nothing beyond trust leaves the workstation',
        'Frequent codes may be noticed by colleagues',
      ],
      [
        'Data are kept for too long',
        'Retention by kind, applied daily; erasure destroys the key and the file',
        'Backups and what was forwarded are beyond its reach',
      ],
      [
        'The records are altered against an employee',
        'Hash chain, signatures with keys that are erased, anchors outside',
        'What happens after the machine was taken over cannot be trusted',
      ],
    ],
    settings: '7. Settings in force that bear on privacy',
    settingsLead: 'What differs from the default is marked; its reason belongs into this assessment.',
    settingColumns: ['Setting', 'In force', 'Default', 'From'],
    source: { managed: 'managed policy', local: 'local policy', default: 'default' },
    controller: '8. To be filled in by the controller',
    controllerLead: 'The program cannot know this.',
    controllerItems: [
      'Controller, data protection officer, and their advice (Art. 35(2))',
      'Legal basis (Art. 6 and 9; in Germany § 26 BDSG) and how consent, where it is the basis, is free',
      'Views of the employees or their representatives (Art. 35(9)); works agreement (BetrVG § 87(1) no. 6)',
      'Who holds the passphrases of administrator and auditor, and the occasions on which the log may be read',
      'Retention at the recipients of section 4',
      'Outcome: are the remaining risks acceptable? Next review on',
    ],
  },
};
