import { describe, expect, it } from 'vitest';
import { matchRule, ruleMatches } from './signal-rule.ts';

const RULE = { sender: 'org.a', interface: 'org.b', member: 'C', arg0: 'd' } as const;

describe('a signal rule', () => {
  it('is written as the bus reads it', () => {
    expect(matchRule(RULE)).toBe("type='signal',sender='org.a',interface='org.b',member='C',arg0='d'");
    expect(matchRule({ interface: 'org.b', member: 'C' })).toBe("type='signal',interface='org.b',member='C'");
  });

  it.each([
    [{ interface: 'org.b', member: 'C', body: ['d', 1] }, true],
    [{ interface: 'org.b', member: 'C', body: ['e'] }, false],
    [{ interface: 'org.b', member: 'C', body: [] }, false],
    [{ interface: 'org.b', member: 'D', body: ['d'] }, false],
    [{ interface: 'org.x', member: 'C', body: ['d'] }, false],
  ])('matches %j: %j', (signal, matches) => {
    expect(ruleMatches(RULE, signal)).toBe(matches);
  });
});
