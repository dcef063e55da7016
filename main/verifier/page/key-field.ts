/** The place for the key of the machine. */
import { element } from './element.ts';
import type { Texts } from './texts.ts';

export interface KeyField {
  readonly node: HTMLElement;
  readonly text: () => string;
  /** A sentence beside it; empty takes it away. */
  readonly complain: (text: string) => void;
  readonly focus: () => void;
}

export const createKeyField = (texts: Texts): KeyField => {
  const input = element('textarea', {
    id: 'key',
    rows: '2',
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    placeholder: 'ed25519:…',
    'aria-describedby': 'key-hint key-error',
  });
  const error = element('p', { id: 'key-error', class: 'error' });
  return {
    node: element(
      'div',
      { class: 'field' },
      element('label', { for: 'key' }, texts.key),
      element('p', { id: 'key-hint', class: 'hint' }, texts.keyHint),
      input,
      error,
    ),
    text: () => input.value,
    complain: (text) => {
      error.textContent = text;
      input.toggleAttribute('aria-invalid', text !== '');
    },
    focus: () => {
      input.focus();
    },
  };
};
