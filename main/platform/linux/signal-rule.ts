/** Which signals a watcher wants, by the D-Bus specification's match rules. */

export interface SignalRule {
  readonly interface: string;
  readonly member: string;
  /** Well-known name that must have sent it. */
  readonly sender?: string;
  /** Value of its first argument. */
  readonly arg0?: string;
}

/** What a rule looks at in a signal. */
export interface Signal {
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** The rule as `AddMatch` takes it. */
export const matchRule = (rule: SignalRule): string =>
  Object.entries({ type: 'signal', ...rule })
    .map(([key, value]) => `${key}='${value}'`)
    .join(',');

/** Whether a delivered signal is one that the rule asked for. The sender was checked by the bus. */
export const ruleMatches = (rule: SignalRule, signal: Signal): boolean =>
  rule.interface === signal.interface &&
  rule.member === signal.member &&
  (rule.arg0 === undefined || rule.arg0 === signal.body[0]);
