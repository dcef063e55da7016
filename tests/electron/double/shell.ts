/** What was handed to the system's other programs: written down, never opened. */
import { onReset } from './resets.ts';

const opened: string[] = [];
const keep = (what: string): void => void opened.push(what);

export const shell = {
  openExternal: (url: string): Promise<void> => {
    keep(url);
    return Promise.resolve();
  },
  openPath: (path: string): Promise<string> => {
    keep(path);
    return Promise.resolve('');
  },
  showItemInFolder: keep,
  beep: (): void => undefined,
};

export const openedExternally = (): readonly string[] => [...opened];
onReset(() => {
  opened.length = 0;
});
