/** Dark or light: as the system has it, unless the program has chosen. Pages follow. */
import { EventEmitter } from 'node:events';
import { onReset } from './resets.ts';

type ThemeSource = 'system' | 'light' | 'dark';

class NativeTheme extends EventEmitter {
  #source: ThemeSource = 'system';
  #system: 'light' | 'dark' = 'light';
  shouldUseHighContrastColors = false;
  shouldUseInvertedColorScheme = false;
  prefersReducedTransparency = false;

  get themeSource(): ThemeSource {
    return this.#source;
  }
  set themeSource(source: ThemeSource) {
    this.#change(source, this.#system);
  }
  get shouldUseDarkColors(): boolean {
    return (this.#source === 'system' ? this.#system : this.#source) === 'dark';
  }
  /** Of the double. */
  setSystem(system: 'light' | 'dark'): void {
    this.#change(this.#source, system);
  }
  #change(source: ThemeSource, system: 'light' | 'dark'): void {
    const before = this.shouldUseDarkColors;
    this.#source = source;
    this.#system = system;
    if (before !== this.shouldUseDarkColors) this.emit('updated');
  }
}

export const nativeTheme = new NativeTheme();
onReset(() => {
  nativeTheme.removeAllListeners();
  nativeTheme.themeSource = 'system';
  nativeTheme.setSystem('light');
});
