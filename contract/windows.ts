/** The windows: which there are, what they ask of the host that shows them, and the bridge by which they ask. */
import { z } from 'zod';
import { LANGUAGES } from './consent.ts';
import { CALLS, PUSHES, type PushBody, type PushName } from './ipc.ts';
import type { Result } from './result.ts';

/** Pages of the main window; `code` and `locked` are windows of their own. */
export const SCREENS = ['status', 'enrolment', 'my-data', 'policy', 'sign-in', 'audit', 'diagnostics', 'help'] as const;
export type Screen = (typeof SCREENS)[number];
export const WINDOWS = ['main', 'code', 'locked'] as const;
export type WindowName = (typeof WINDOWS)[number];

export const THEMES = ['system', 'light', 'dark'] as const;

const theme = z.enum(THEMES);
/** Null: the system's. */
const language = z.enum(LANGUAGES).nullable();
/** Of 1; 2 is twice as large. */
const zoom = z.number().min(0.5).max(3);

/** How somebody likes the windows. Nothing of it reaches the agent. */
export const preferencesSchema = z.strictObject({
  theme: theme.default('system'),
  language: language.default(null),
  zoom: zoom.default(1),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Without defaults: what is not named stays as it is. */
const preferenceChangeSchema = z.strictObject({
  theme: theme.exactOptional(),
  language: language.exactOptional(),
  zoom: zoom.exactOptional(),
});

const nothing = z.strictObject({});

/** Calls that the host answers, not the agent. */
export const WINDOW_CALLS = {
  'window.preferences': { args: nothing, result: preferencesSchema },
  'window.prefer': { args: preferenceChangeSchema, result: preferencesSchema },
  /** Shows the main window at a page; in a browser it is the page itself that turns. */
  'window.open': { args: z.strictObject({ screen: z.enum(SCREENS) }), result: nothing },
  /** Closes the window that asks. */
  'window.close': { args: nothing, result: nothing },
} as const;

/** All that a page can call. */
export const PAGE_CALLS = { ...CALLS, ...WINDOW_CALLS } as const;
export type PageCall = keyof typeof PAGE_CALLS;
export type PageArgs<N extends PageCall> = z.input<(typeof PAGE_CALLS)[N]['args']>;
export type PageResult<N extends PageCall> = z.infer<(typeof PAGE_CALLS)[N]['result']>;

export const PUSH_NAMES = Object.keys(PUSHES) as readonly PushName[];

export type PushListener = <N extends PushName>(name: N, body: PushBody<N>) => void;

/** What a page is given of the world outside: one function a call, and the pushes. */
export interface Bridge {
  /** Which host shows the page. */
  readonly host: 'electron' | 'browser';
  readonly calls: { readonly [N in PageCall]: (args: PageArgs<N>) => Promise<Result<PageResult<N>>> };
  /** Calls the listener with every push from now on. Returns the function that ends it. */
  readonly subscribe: (listener: PushListener) => () => void;
}

/** Name under which the preload script puts the bridge into the page. */
export const BRIDGE_NAME = 'samehand';
