/** What the host itself says, outside of the pages: tray, dialogs, notifications. */
import type { Language } from '../../../contract/consent.ts';
import type { AgentState } from '../../../contract/ipc.ts';
import type { Screen } from '../../../contract/windows.ts';

type Listed = Exclude<Screen, 'enrolment'>;

export interface DesktopTexts {
  readonly states: Readonly<Record<Exclude<AgentState, 'paused' | 'accommodated'>, string>>;
  readonly pausedUntil: (time: string) => string;
  readonly paused: string;
  readonly accommodatedUntil: (date: string) => string;
  readonly accommodated: string;
  readonly screens: Readonly<Record<Listed, string>>;
  readonly pause: string;
  readonly pauseFor: (minutes: number) => string;
  readonly resume: string;
  readonly quit: string;
  readonly leave: { readonly question: string; readonly detail: string; readonly stay: string; readonly go: string };
  readonly windowFailed: { readonly title: string; readonly body: string };
  readonly startFailed: string;
}

const en: DesktopTexts = {
  states: {
    starting: 'Samehand is starting.',
    learning: 'Samehand is learning how you type and point.',
    watching: 'Samehand is watching the timing of typing and pointing.',
    doubtful: 'Samehand doubts whose hands these are.',
    locked: 'The workstation is locked.',
    excluded: 'The policy has nothing judged now.',
    unconsented: 'Samehand judges and learns nothing until you consent.',
    degraded: 'Samehand does not see everything; Diagnostics says why.',
  },
  pausedUntil: (time) => `Samehand is paused until ${time}.`,
  paused: 'Samehand is paused.',
  accommodatedUntil: (date) => `Until ${date} codes and inactivity stand in for typing and pointing.`,
  accommodated: 'Codes and inactivity stand in for typing and pointing.',
  screens: {
    status: 'Status',
    'my-data': 'My data',
    policy: 'Settings',
    'sign-in': 'Sign-in and step-up',
    audit: 'Audit',
    diagnostics: 'Diagnostics',
    help: 'Help',
  },
  pause: 'Pause',
  pauseFor: (minutes) => (minutes === 1 ? 'For 1 minute' : `For ${String(minutes)} minutes`),
  resume: 'End the pause',
  quit: 'Quit',
  leave: {
    question: 'Close the window?',
    detail: 'Something in it is not finished: an export that is running is stopped, and what is not saved is lost.',
    stay: 'Keep it open',
    go: 'Close it',
  },
  windowFailed: {
    title: 'The window failed again and again',
    body: 'The agent itself goes on watching. Open the window from the tray to try again.',
  },
  startFailed: 'Samehand cannot start',
};

const de: DesktopTexts = {
  states: {
    starting: 'Samehand startet.',
    learning: 'Samehand lernt, wie Sie tippen und zeigen.',
    watching: 'Samehand achtet auf den Rhythmus von Tippen und Zeigen.',
    doubtful: 'Samehand zweifelt, wessen Hände das sind.',
    locked: 'Der Arbeitsplatz ist gesperrt.',
    excluded: 'Die Richtlinie lässt gerade nichts beurteilen.',
    unconsented: 'Samehand beurteilt und lernt nichts, bis Sie einwilligen.',
    degraded: 'Samehand sieht nicht alles; warum, steht unter Diagnose.',
  },
  pausedUntil: (time) => `Samehand pausiert bis ${time} Uhr.`,
  paused: 'Samehand pausiert.',
  accommodatedUntil: (date) => `Bis ${date} stehen Codes und Inaktivität für Tippen und Zeigen ein.`,
  accommodated: 'Codes und Inaktivität stehen für Tippen und Zeigen ein.',
  screens: {
    status: 'Status',
    'my-data': 'Meine Daten',
    policy: 'Einstellungen',
    'sign-in': 'Anmeldung und Codes',
    audit: 'Protokoll',
    diagnostics: 'Diagnose',
    help: 'Hilfe',
  },
  pause: 'Pausieren',
  pauseFor: (minutes) => (minutes === 1 ? 'Für 1 Minute' : `Für ${String(minutes)} Minuten`),
  resume: 'Pause beenden',
  quit: 'Beenden',
  leave: {
    question: 'Fenster schließen?',
    detail: 'Etwas darin ist nicht fertig: Ein laufender Export wird abgebrochen, und Ungesichertes geht verloren.',
    stay: 'Offen lassen',
    go: 'Schließen',
  },
  windowFailed: {
    title: 'Das Fenster ist mehrmals ausgefallen',
    body: 'Der Agent selbst wacht weiter. Öffnen Sie das Fenster über das Symbol in der Leiste, um es noch einmal zu versuchen.',
  },
  startFailed: 'Samehand kann nicht starten',
};

export const DESKTOP_TEXTS: Readonly<Record<Language, DesktopTexts>> = { en, de };

/** The chosen language, or that of the system where there is a text in it; else English. */
export const languageFor = (chosen: Language | null, locale: string): Language => {
  if (chosen !== null) return chosen;
  return locale.toLowerCase().split(/[-_]/u)[0] === 'de' ? 'de' : 'en';
};
