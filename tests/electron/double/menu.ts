/** Menus as data: what a person would see, and what happens when they choose. */

type Click = (item: MenuItem, window: undefined, event: object) => void;

export interface MenuTemplate {
  readonly label?: string;
  readonly type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio';
  readonly role?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly id?: string;
  readonly accelerator?: string;
  readonly click?: Click;
  readonly submenu?: readonly MenuTemplate[] | Menu;
}

export class MenuItem {
  readonly label: string;
  readonly type: string;
  readonly id: string;
  readonly role: string | undefined;
  readonly submenu: Menu | undefined;
  readonly click: () => void;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor({
    label = '',
    type,
    role,
    enabled = true,
    visible = true,
    checked = false,
    id = '',
    click,
    submenu,
  }: MenuTemplate) {
    if (label === '' && role === undefined && type !== 'separator')
      throw new TypeError('A menu item needs a label, a role or to be a separator.');
    this.label = label;
    this.type = type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.id = id;
    this.role = role;
    this.enabled = enabled;
    this.visible = visible;
    this.checked = checked;
    this.submenu = submenu === undefined || submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu);
    this.click = () => click?.(this, undefined, {});
  }
}

let applicationMenu: Menu | null = null;

export class Menu {
  items: readonly MenuItem[] = [];

  static buildFromTemplate(template: readonly MenuTemplate[]): Menu {
    const menu = new Menu();
    menu.items = template.map((item) => new MenuItem(item));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }
  append(item: MenuItem): void {
    this.items = [...this.items, item];
  }
}

/** Chooses as a person does: the first item so named, if it can be seen and chosen. Throws with what there is otherwise. */
export const chooseFrom = (menu: Menu, label: string): void => {
  const flat = (items: readonly MenuItem[]): readonly MenuItem[] =>
    items
      .filter(({ visible }) => visible)
      .flatMap((item) => [item, ...(item.enabled ? flat(item.submenu?.items ?? []) : [])]);
  const seen = flat(menu.items);
  const item = seen.find((each) => each.label === label);
  if (item === undefined)
    throw new Error(`the menu has no '${label}', but: ${seen.map((each) => each.label).join(', ')}`);
  if (!item.enabled) throw new Error(`'${label}' of the menu cannot be chosen`);
  item.click();
};
