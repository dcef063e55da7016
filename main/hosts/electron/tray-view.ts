/** What the tray shows of the agent: icon, sentence and menu, as values. */
import type { Language } from '../../../contract/consent.ts';
import { assertNever } from '../../../contract/result.ts';
import type { AgentState, Status } from '../../../contract/ipc.ts';
import type { Policy } from '../../../contract/policy.ts';
import type { Screen } from '../../../contract/windows.ts';
import { DESKTOP_TEXTS, type DesktopTexts } from './texts.ts';

export type TrayAction =
  | { readonly kind: 'open'; readonly screen: Screen }
  | { readonly kind: 'pause'; readonly minutes: number }
  | { readonly kind: 'resume' }
  | { readonly kind: 'quit' };

export type TrayItem =
  | { readonly kind: 'sentence'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | {
      readonly kind: 'group';
      readonly label: string;
      readonly isEnabled: boolean;
      readonly items: readonly Extract<TrayItem, { kind: 'action' }>[];
    };

export interface TrayView {
  readonly icon: AgentState;
  /** One sentence. */
  readonly toolTip: string;
  readonly items: readonly TrayItem[];
}

/** The part of the status that the tray depends on. */
export type TrayStatus = Pick<Status, 'state' | 'mode' | 'pausedUntil' | 'accommodatedUntil'>;

export interface TrayFacts {
  readonly status: TrayStatus;
  /** Null until it is known: then nothing is offered that needs it. */
  readonly policy: Pick<Policy, 'pause'> | null;
  readonly language: Language;
  /** IANA name. Default: the system's. */
  readonly timeZone?: string;
}

const PAUSES = [5, 15, 30] as const;
const SCREENS_LISTED = ['status', 'my-data', 'policy', 'sign-in', 'audit', 'diagnostics'] as const;
const SEPARATOR: TrayItem = { kind: 'separator' };

const sentenceOf = ({ status, language, timeZone }: TrayFacts, texts: DesktopTexts): string => {
  const { state, pausedUntil, accommodatedUntil } = status;
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language, timeZone === undefined ? options : { ...options, timeZone });
  switch (state) {
    case 'paused':
      if (pausedUntil === null) return texts.paused;
      return texts.pausedUntil(format({ hour: '2-digit', minute: '2-digit' }).format(new Date(pausedUntil)));
    case 'accommodated':
      if (accommodatedUntil === null) return texts.accommodated;
      return texts.accommodatedUntil(format({ dateStyle: 'medium' }).format(new Date(accommodatedUntil)));
    case 'starting':
    case 'learning':
    case 'watching':
    case 'doubtful':
    case 'locked':
    case 'excluded':
    case 'unconsented':
    case 'degraded':
      return texts.states[state];
    default:
      return assertNever(state);
  }
};

/** The usual lengths that the policy allows, or its longest where that is shorter than all of them. */
export const pauseChoices = ({ allowed, maxMinutes }: Policy['pause']): readonly number[] => {
  if (!allowed) return [];
  const usual = PAUSES.filter((minutes) => minutes <= maxMinutes);
  return usual.length > 0 ? usual : [maxMinutes];
};

const pauseItems = ({ status, policy }: TrayFacts, texts: DesktopTexts): readonly TrayItem[] => {
  if (status.pausedUntil !== null) return [{ kind: 'action', label: texts.resume, action: { kind: 'resume' } }];
  const choices = policy === null ? [] : pauseChoices(policy.pause);
  if (choices.length === 0) return [];
  return [
    {
      kind: 'group',
      label: texts.pause,
      // Whoever took over must not be able to switch it off; the agent refuses it too.
      isEnabled: !(status.state === 'doubtful' && status.mode === 'enforce') && status.state !== 'locked',
      items: choices.map((minutes) => ({
        kind: 'action',
        label: texts.pauseFor(minutes),
        action: { kind: 'pause', minutes },
      })),
    },
  ];
};

const openItem = (screen: Exclude<Screen, 'enrolment'>, texts: DesktopTexts): TrayItem => ({
  kind: 'action',
  label: texts.screens[screen],
  action: { kind: 'open', screen },
});

export const trayView = (facts: TrayFacts): TrayView => {
  const texts = DESKTOP_TEXTS[facts.language];
  const toolTip = sentenceOf(facts, texts);
  const pause = pauseItems(facts, texts);
  return {
    icon: facts.status.state,
    toolTip,
    items: [
      // Many trays of Linux show no tooltip.
      { kind: 'sentence', label: toolTip },
      SEPARATOR,
      ...SCREENS_LISTED.map((screen) => openItem(screen, texts)),
      ...(pause.length === 0 ? [] : [SEPARATOR, ...pause]),
      SEPARATOR,
      openItem('help', texts),
      { kind: 'action', label: texts.quit, action: { kind: 'quit' } },
    ],
  };
};
