/** How the windows are made: what a page may use of Electron (nothing), and what a window looks like. */
import type { BrowserWindowConstructorOptions, Rectangle, Session, WebPreferences } from 'electron';

export interface PageSurroundings {
  readonly preload: string;
  readonly session: Session;
  /** DevTools are for those who work on the program. */
  readonly isPackaged: boolean;
  /** Of 1. */
  readonly zoom: number;
}

const MIN_SIZE = { minWidth: 480, minHeight: 400 } as const;
/** Of the pages, so that nothing flashes before their first paint. */
const BACKGROUND = { light: '#ffffff', dark: '#242424' } as const;

/** Every switch is named, defaults too: a default that changes must not loosen anything. */
export const webPreferences = ({ preload, session, isPackaged, zoom }: PageSurroundings): WebPreferences => ({
  preload,
  session,
  zoomFactor: zoom,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: !isPackaged,
});

const common = (surroundings: PageSurroundings, isDark: boolean): BrowserWindowConstructorOptions => ({
  title: 'Samehand',
  show: false,
  backgroundColor: isDark ? BACKGROUND.dark : BACKGROUND.light,
  autoHideMenuBar: true,
  webPreferences: webPreferences(surroundings),
});

export const mainWindowOptions = (
  surroundings: PageSurroundings,
  isDark: boolean,
  bounds: Rectangle,
): BrowserWindowConstructorOptions => ({ ...common(surroundings, isDark), ...MIN_SIZE, ...bounds });

/** Covers one display. */
export const coveringWindowOptions = (
  surroundings: PageSurroundings,
  isDark: boolean,
  bounds: Rectangle,
): BrowserWindowConstructorOptions => ({
  ...common(surroundings, isDark),
  ...bounds,
  frame: false,
  // On macOS a window is kept below the menu bar otherwise.
  enableLargerThanScreen: true,
  resizable: false,
  movable: false,
  minimizable: false,
  maximizable: false,
  closable: false,
  fullscreenable: false,
  skipTaskbar: true,
  alwaysOnTop: true,
  roundedCorners: false,
  hasShadow: false,
});
