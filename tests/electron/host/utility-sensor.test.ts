/** The sensor as a utility process: the same stream, the same ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventBatch } from '../../../contract/events.ts';
import { utilitySensor } from '../../../main/hosts/electron/utility-sensor.ts';
import { createSensorClient, type SensorClient } from '../../../main/sensor/sensor-client.ts';
import { systemSchedule } from '../../../main/shared/schedule.ts';
import { recordSitting } from '../../support/simulated-recording.ts';
import { desktop } from '../double/control.ts';

const SITTING = { keystrokes: 400, pointerActions: 20 };

describe('the sensor in a utility process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-utility-'));
  let client: SensorClient | null = null;
  let batches: EventBatch[] = [];
  let ends = 0;
  const died: string[] = [];

  const start = async (path: string, speed: number | null): Promise<SensorClient> => {
    await app.whenReady();
    const made = createSensorClient({
      source: { kind: 'replay', path, speed },
      secret: new Uint8Array(32).fill(7),
      clock: () => performance.now(),
      schedule: systemSchedule,
      onBatch: (batch) => batches.push(batch),
      onState: () => undefined,
      onDied: (how) => died.push(how),
      onEnded: () => (ends += 1),
      launch: utilitySensor({ PATH: process.env.PATH }, systemSchedule),
    });
    client = made;
    await made.start();
    return made;
  };

  let recording = '';
  beforeAll(() => {
    recording = recordSitting(folder, 1, 1, SITTING);
  });
  afterEach(async () => {
    await client?.stop();
    client = null;
    batches = [];
    ends = 0;
    await desktop.reset();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('delivers every event, and ends with the last', async () => {
    const { status } = await start(recording, null);
    await expect.poll(() => ends, { timeout: 20_000 }).toBe(1);
    const events = batches.reduce((sum, { count }) => sum + count, 0);
    const { counts } = status();
    expect(events).toBe(Object.values(counts).reduce((sum, each) => sum + each, 0));
    expect(counts.keyDown).toBe(SITTING.keystrokes);
    expect(status()).toMatchObject({ dropped: 0, lostBatches: 0, restarts: 0 });
    expect(desktop.utilityServices()).toEqual(['Samehand sensor']);
  });

  it('is started again when it is ended by force, and stops in order', async () => {
    const running = await start(recording, 1);
    const { pid } = running.status();
    if (pid === null) throw new Error('it has no process');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => running.status(), { timeout: 20_000 }).toMatchObject({ state: 'running', restarts: 1 });
    expect(died).toHaveLength(1);
    expect(running.status().pid).not.toBe(pid);
    await running.stop();
    expect(running.status().state).toBe('stopped');
  });

  it('is ended when it hangs', async () => {
    const running = await start(recording, 1);
    const { pid } = running.status();
    if (pid === null) throw new Error('it has no process');
    process.kill(pid, 'SIGSTOP');
    await expect.poll(() => running.status().restarts, { timeout: 20_000 }).toBe(1);
    expect(() => process.kill(pid, 0)).toThrow();
  });
});
