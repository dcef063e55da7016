/** A place for one file: to choose it, to see which it is, and to be told when it is missing. */
import { element } from './element.ts';
import type { Texts } from './texts.ts';

export interface FileField {
  readonly node: HTMLElement;
  readonly file: () => File | null;
  readonly show: (file: File) => void;
  /** A sentence beside it; empty takes it away. */
  readonly complain: (text: string) => void;
  readonly focus: () => void;
}

export interface FileFieldOptions {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly texts: Texts;
  /** Several at once are for who knows which is which. */
  readonly onFiles: (files: readonly File[]) => void;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const STEP = 1_000;

const sizeOf = (bytes: number, language: string): string => {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)));
  const format = { style: 'unit', unit: UNITS[power] ?? 'byte', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, format).format(bytes / STEP ** power);
};

export const createFileField = ({ id, label, hint, texts, onFiles }: FileFieldOptions): FileField => {
  let chosen: File | null = null;
  const describedBy = `${id}-hint ${id}-name ${id}-error`;
  const input = element('input', { type: 'file', id, multiple: true, 'aria-describedby': describedBy });
  const name = element('p', { id: `${id}-name`, class: 'name empty' }, texts.noFile);
  const error = element('p', { id: `${id}-error`, class: 'error' });

  const complain = (text: string): void => {
    error.textContent = text;
    input.toggleAttribute('aria-invalid', text !== '');
  };
  const show = (file: File): void => {
    chosen = file;
    name.textContent = `${file.name} · ${sizeOf(file.size, texts.language)}`;
    name.classList.remove('empty');
    complain('');
  };
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // So that the same name can be chosen again after it was changed.
    input.value = '';
    const [only] = files;
    if (only !== undefined && files.length === 1) show(only);
    else onFiles(files);
  });

  return {
    node: element(
      'div',
      { class: 'field' },
      element('label', { for: id }, label),
      element('p', { id: `${id}-hint`, class: 'hint' }, hint),
      input,
      name,
      error,
    ),
    file: () => chosen,
    show,
    complain,
    focus: () => {
      input.focus();
    },
  };
};
