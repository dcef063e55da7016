import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AGENT_STATES } from '../../../contract/ipc.ts';
import { APP_FOLDER } from './app-folder.ts';
import { DESKTOP_TEXTS } from './texts.ts';
import { pauseChoices, trayView, type TrayFacts, type TrayItem, type TrayView } from './tray-view.ts';

const PAUSE = { allowed: true, maxMinutes: 30, needs: 'nothing' } as const;

const facts = (
  status: Partial<TrayFacts['status']> = {},
  pause: Partial<NonNullable<TrayFacts['policy']>['pause']> | null = {},
  language: TrayFacts['language'] = 'en',
): TrayFacts => ({
  status: { state: 'watching', mode: 'enforce', pausedUntil: null, accommodatedUntil: null, ...status },
  policy: pause === null ? null : { pause: { ...PAUSE, ...pause } },
  language,
  timeZone: 'UTC',
});

const actionsOf = (items: readonly TrayItem[]): readonly unknown[] =>
  items.flatMap((item) => {
    if (item.kind === 'action') return [item.action];
    return item.kind === 'group' ? actionsOf(item.items) : [];
  });
const groupOf = ({ items }: TrayView) => items.find((item) => item.kind === 'group');

describe('the tray', () => {
  it('has an icon, a template of it and both with twice the pixels for every state', () => {
    for (const state of AGENT_STATES) {
      expect(trayView(facts({ state })).icon).toBe(state);
      for (const ending of ['', '@2x', 'Template', 'Template@2x']) {
        const file = join(APP_FOLDER, 'resources/icons/tray', `${state}${ending}.png`);
        expect(existsSync(file), file).toBe(true);
      }
    }
  });

  it('says every state in one sentence of either language, no two the same, short enough for Windows', () => {
    for (const language of ['en', 'de'] as const) {
      const sentences = AGENT_STATES.map((state) => trayView(facts({ state }, {}, language)).toolTip);
      expect(new Set(sentences).size).toBe(AGENT_STATES.length);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/^[^.!?]+[.]$/u);
        expect(sentence.length).toBeLessThan(128);
      }
    }
    expect(Object.keys(DESKTOP_TEXTS)).toEqual(['en', 'de']);
  });

  it('says when a pause and an accommodation end', () => {
    const pausedUntil = '2026-03-02T15:30:00Z';
    expect(trayView(facts({ state: 'paused', pausedUntil })).toolTip).toMatch(/paused until 0?3:30\sPM\.$/u);
    expect(trayView(facts({ state: 'paused', pausedUntil }, {}, 'de')).toolTip).toBe(
      'Samehand pausiert bis 15:30 Uhr.',
    );
    expect(trayView(facts({ state: 'accommodated', accommodatedUntil: pausedUntil })).toolTip).toContain('Mar 2, 2026');
  });

  it('leads to every page in one click, with the sentence for trays without tooltips', () => {
    const { items, toolTip } = trayView(facts());
    expect(items[0]).toEqual({ kind: 'sentence', label: toolTip });
    expect(actionsOf(items)).toEqual([
      ...['status', 'my-data', 'policy', 'sign-in', 'audit', 'diagnostics'].map((screen) => ({ kind: 'open', screen })),
      ...[5, 15, 30].map((minutes) => ({ kind: 'pause', minutes })),
      { kind: 'open', screen: 'help' },
      { kind: 'quit' },
    ]);
  });

  it.each([
    [{}, [5, 15, 30]],
    [{ maxMinutes: 29 }, [5, 15]],
    [{ maxMinutes: 5 }, [5]],
    [{ maxMinutes: 3 }, [3]],
    [{ maxMinutes: 480 }, [5, 15, 30]],
    [{ allowed: false }, []],
  ])('offers what the policy %j allows: %j', (pause, expected) => {
    expect(pauseChoices({ ...PAUSE, ...pause })).toEqual(expected);
    expect(actionsOf(trayView(facts({}, pause)).items)).toEqual(
      expect.arrayContaining(expected.map((minutes) => ({ kind: 'pause', minutes }))),
    );
  });

  it('offers no pause before the policy is known, and none in doubt where it would act on it', () => {
    expect(groupOf(trayView(facts({}, null)))).toBeUndefined();
    expect(groupOf(trayView(facts({}, { allowed: false })))).toBeUndefined();
    expect(groupOf(trayView(facts({ state: 'doubtful' })))).toMatchObject({ isEnabled: false });
    expect(groupOf(trayView(facts({ state: 'doubtful', mode: 'shadow' })))).toMatchObject({ isEnabled: true });
    expect(groupOf(trayView(facts({ state: 'locked' })))).toMatchObject({ isEnabled: false });
  });

  it('ends a pause, whatever the policy has come to say', () => {
    const { items } = trayView(facts({ state: 'paused', pausedUntil: '2026-03-02T15:30:00Z' }, { allowed: false }));
    expect(actionsOf(items)).toContainEqual({ kind: 'resume' });
    expect(actionsOf(items)).not.toContainEqual({ kind: 'pause', minutes: 5 });
  });
});
