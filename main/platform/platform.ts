/** The port to the operating system's session: lock it, see whether it is locked, tell its user something. */

export const PLATFORM_NAMES = ['linux', 'win32', 'darwin', 'simulated'] as const;
export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** Whether there is an adapter for what `process.platform` says. */
export const isPlatformName = (name: string): name is PlatformName =>
  (PLATFORM_NAMES as readonly string[]).includes(name);

/** What was seen of the session. `unknown` where nothing on this system answers the question. */
export type LockState = 'locked' | 'unlocked' | 'unknown';

/** `away`: another user's session, or none, is on the screen instead. `resumed`: the machine slept and woke. */
export type SessionChange = 'away' | 'back' | 'resumed';

/**
 * `ok`: some way of locking accepted the call. `confirmed`: the session was then seen to be locked. `method` names the
 * way, `none` when there was none. `message` is a sentence for the audit log and, when something is wrong, for people.
 */
export interface LockOutcome {
  readonly ok: boolean;
  readonly method: string;
  readonly confirmed: boolean;
  readonly message: string;
}

/** Plain text: some desktops read `&` and `<` in `body` as markup, so texts do without them. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly urgency: 'low' | 'normal' | 'critical';
}

export interface NoticeOutcome {
  readonly ok: boolean;
  readonly method: string;
  readonly message: string;
}

/** No method rejects: what fails is an outcome. */
export interface Platform {
  readonly name: PlatformName;
  lock(): Promise<LockOutcome>;
  lockState(): Promise<LockState>;
  /**
   * Calls `listener` whenever the session is seen to have become locked or unlocked, never twice in a row with the
   * same state. Where the system cannot tell, it is never called. Resolves with the function that ends it. The state at
   * that moment is no change: who needs it asks `lockState` afterwards, so that nothing falls in between.
   */
  onLockChange(listener: (state: 'locked' | 'unlocked') => void): Promise<() => void>;
  /**
   * Calls `listener` when the session leaves the screen or returns to it, in turns, and when the machine has woken. A
   * session that is not on the screen at that moment is told as `away`, perhaps before the promise resolves. Where the
   * system cannot tell, it is never called. Resolves with the function that ends it.
   */
  onSessionChange(listener: (change: SessionChange) => void): Promise<() => void>;
  notify(notice: Notice): Promise<NoticeOutcome>;
  /** Milliseconds since the last input in this session, or null when the system does not say. */
  idleMs(): Promise<number | null>;
  /**
   * What tells this network from others, in the clear: the gateway's hardware address, or its address, and the kind of
   * interface. Null: no network, or it cannot be told. Never stored or logged; whoever asks hashes it.
   */
  network(): Promise<string | null>;
  /**
   * What tells the application in front from others: the path of its program (Linux, Windows), its bundle id (macOS).
   * Null where it cannot be told. Never stored or logged.
   */
  foregroundApplication(): Promise<string | null>;
  close(): Promise<void>;
}
