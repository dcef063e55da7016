/** The tray: draws what {@link trayView} says, and does what is chosen from its menu. */
import { join } from 'node:path';
import { Menu, Tray, nativeImage, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import type { AgentState } from '../../../contract/ipc.ts';
import { assertNever } from '../../../contract/result.ts';
import { APP_FOLDER } from './app-folder.ts';
import type { TrayAction, TrayItem, TrayView } from './tray-view.ts';

export interface AgentTray {
  readonly show: (view: TrayView) => void;
  readonly destroy: () => void;
}

/** Template images take the colour of macOS' menu bar. The one with twice the pixels is found by its name. */
const iconFile = (state: AgentState): string =>
  join(
    APP_FOLDER,
    'resources',
    'icons',
    'tray',
    process.platform === 'darwin' ? `${state}Template.png` : `${state}.png`,
  );

export const createTray = (first: TrayView, act: (action: TrayAction) => void): AgentTray => {
  const icons = new Map<AgentState, NativeImage>();
  const iconOf = (state: AgentState): NativeImage => {
    const known = icons.get(state) ?? nativeImage.createFromPath(iconFile(state));
    icons.set(state, known);
    return known;
  };
  const menuItem = (item: TrayItem): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'sentence':
        return { label: item.label, enabled: false };
      case 'separator':
        return { type: 'separator' };
      case 'action':
        return {
          label: item.label,
          click: () => {
            act(item.action);
          },
        };
      case 'group':
        return { label: item.label, enabled: item.isEnabled, submenu: item.items.map(menuItem) };
      default:
        return assertNever(item);
    }
  };

  const tray = new Tray(iconOf(first.icon));
  let shown = '';
  const show = (view: TrayView): void => {
    const key = JSON.stringify(view);
    // A menu that is set again closes under the pointer.
    if (key === shown) return;
    shown = key;
    tray.setImage(iconOf(view.icon));
    tray.setToolTip(view.toolTip);
    tray.setContextMenu(Menu.buildFromTemplate(view.items.map(menuItem)));
  };
  tray.on('click', () => {
    // On macOS a click opens the menu.
    if (process.platform !== 'darwin') act({ kind: 'open', screen: 'status' });
  });
  show(first);
  return {
    show,
    destroy: () => {
      tray.destroy();
    },
  };
};
