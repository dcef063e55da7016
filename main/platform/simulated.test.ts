import { describe, expect, it } from 'vitest';
import { createSimulatedPlatform } from './simulated.ts';

describe('the simulated platform', () => {
  it('locks and unlocks in memory, tells listeners of changes only, and keeps every call', async () => {
    const platform = createSimulatedPlatform();
    const seen: string[] = [];
    const end = await platform.onLockChange((state) => seen.push(state));
    expect(await platform.lockState()).toBe('unlocked');
    expect(await platform.lock()).toMatchObject({ ok: true, confirmed: true });
    await platform.lock();
    expect(await platform.lockState()).toBe('locked');
    platform.unlock();
    platform.lockByHand();
    end();
    platform.unlock();
    expect(seen).toEqual(['locked', 'unlocked', 'locked']);
    await platform.notify({ title: 't', body: 'b', urgency: 'low' });
    expect(platform.calls.map(({ kind }) => kind)).toEqual(['lock', 'lock', 'notify']);
  });

  it('tells of other users in front and of sleep, in turns, and at once of an absence', async () => {
    const platform = createSimulatedPlatform();
    const seen: string[] = [];
    const end = await platform.onSessionChange((change) => seen.push(change));
    platform.switchBack();
    platform.switchAway();
    platform.switchAway();
    const late: string[] = [];
    await platform.onSessionChange((change) => late.push(change));
    platform.switchBack();
    platform.sleep();
    end();
    platform.sleep();
    expect(seen).toEqual(['away', 'back', 'resumed']);
    expect(late).toEqual(['away', 'back', 'resumed', 'resumed']);
  });

  it('fails as often as it is told to', async () => {
    const platform = createSimulatedPlatform({ lockFailures: 1, withoutNotifications: true });
    expect(await platform.lock()).toMatchObject({ ok: false });
    expect(await platform.lockState()).toBe('unlocked');
    expect(await platform.lock()).toMatchObject({ ok: true });
    expect(await platform.notify({ title: 't', body: 'b', urgency: 'low' })).toMatchObject({ ok: false });
  });

  it('can have no locker, and knows idle time only when told', async () => {
    const platform = createSimulatedPlatform({ withoutLocker: true });
    expect(await platform.lock()).toMatchObject({ ok: true, confirmed: false });
    expect(await platform.lockState()).toBe('unlocked');
    expect(await platform.idleMs()).toBeNull();
    expect(await createSimulatedPlatform({ idleMs: () => 7 }).idleMs()).toBe(7);
  });
});
