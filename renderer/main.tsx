/** The page's program: finds the bridge, asks how somebody likes the windows, and shows the window that the address names. */
import '@mantine/core/styles.css';
import { createRoot } from 'react-dom/client';
import { preferencesSchema, WINDOWS } from '../contract/windows.ts';
import { App } from './app.tsx';
import { findBridge } from './bridge/find-bridge.ts';
import { languageOf, startTexts } from './i18n/start.ts';
import './style.css';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
// What the library's dialogs take for the style that holds the page behind them.
Object.assign(globalThis, { __webpack_nonce__: nonce });
const asked = new URLSearchParams(location.search).get('window');
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the window');

const found = await findBridge();
if (found.ok) {
  const bridge = found.value;
  const preferred = await bridge.calls['window.preferences']({});
  const preferences = preferred.ok ? preferred.value : preferencesSchema.parse({});
  const texts = await startTexts(languageOf(preferences.language, navigator.languages));
  createRoot(root).render(
    <App
      bridge={bridge}
      texts={texts}
      preferences={preferences}
      window={WINDOWS.find((name) => name === asked) ?? 'main'}
      nonce={nonce}
    />,
  );
} else {
  root.textContent = found.message;
  root.setAttribute('role', 'alert');
}
