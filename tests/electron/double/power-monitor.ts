/** `electron.powerMonitor`: tests emit its events and say how long nobody has moved. */
import { EventEmitter } from 'node:events';
import { onReset } from './resets.ts';

type IdleState = 'active' | 'idle' | 'locked' | 'unknown';

class PowerMonitor extends EventEmitter {
  onBatteryPower = false;
  #idleSeconds = 0;
  #isLocked = false;

  constructor() {
    super();
    this.on('lock-screen', () => {
      this.#isLocked = true;
    });
    this.on('unlock-screen', () => {
      this.#isLocked = false;
    });
  }
  getSystemIdleTime(): number {
    return this.#idleSeconds;
  }
  getSystemIdleState(threshold: number): IdleState {
    if (this.#isLocked) return 'locked';
    return this.#idleSeconds >= threshold ? 'idle' : 'active';
  }
  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }
  /** Of the double. */
  setIdleSeconds(seconds: number): void {
    this.#idleSeconds = seconds;
  }
}

export const powerMonitor = new PowerMonitor();
onReset(() => {
  powerMonitor.setIdleSeconds(0);
  powerMonitor.emit('unlock-screen');
});
