/** The standalone verifier as a page: two files, a key, a verdict. */
import './without-eval.ts';
import { keysIn } from '../keys.ts';
import { checkFiles } from './check-files.ts';
import { element } from './element.ts';
import { createFileField } from './file-field.ts';
import { createKeyField } from './key-field.ts';
import { de } from './texts-de.ts';
import { en } from './texts-en.ts';
import { verdictOf } from './verdict.ts';

const texts = navigator.language.toLowerCase().startsWith('de') ? de : en;

const onFiles = (files: readonly File[]): void => {
  for (const file of files) (file.name.endsWith('.proof') ? proofField : exportField).show(file);
};
const exportField = createFileField({ id: 'export', label: texts.exportFile, hint: texts.exportHint, texts, onFiles });
const proofField = createFileField({ id: 'proof', label: texts.proofFile, hint: texts.proofHint, texts, onFiles });
const keyField = createKeyField(texts);
const check = element('button', { type: 'submit' }, texts.check);
const stop = element('button', { type: 'button', class: 'plain', hidden: true }, texts.stop);
const progress = element('progress', { max: '100', value: '0', 'aria-label': texts.check, hidden: true });
const status = element('p', { role: 'status', class: 'status' });
const outcome = element('div', { id: 'outcome' });
const form = element(
  'form',
  { novalidate: true },
  element('p', { class: 'drop' }, texts.drop),
  element('div', { class: 'files' }, exportField.node, proofField.node),
  keyField.node,
  element('div', { class: 'buttons' }, check, stop),
  progress,
  status,
);

let running: AbortController | null = null;

const setRunning = (controller: AbortController | null): void => {
  running = controller;
  const isRunning = controller !== null;
  check.disabled = isRunning;
  stop.hidden = !isRunning;
  progress.hidden = !isRunning;
  progress.value = 0;
};

/** Says what is missing beside it, and goes there. */
const complete = (): { readonly exported: File; readonly proof: File; readonly root: string } | null => {
  const exported = exportField.file();
  const proof = proofField.file();
  const root = keysIn(keyField.text()).join(' ');
  exportField.complain(exported === null ? texts.missing.export : '');
  proofField.complain(proof === null ? texts.missing.proof : '');
  keyField.complain(root === '' ? texts.missing.key : '');
  if (exported !== null && proof !== null && root !== '') return { exported, proof, root };
  if (exported === null) exportField.focus();
  else if (proof === null) proofField.focus();
  else keyField.focus();
  return null;
};

const run = async (): Promise<void> => {
  const files = complete();
  if (files === null || running !== null) return;
  const controller = new AbortController();
  setRunning(controller);
  outcome.replaceChildren();
  const onProgress = (percent: number): void => {
    progress.value = percent;
    // Read out every tenth only.
    if (percent % 10 === 0) status.textContent = texts.checking(percent);
  };
  onProgress(0);
  try {
    const found = await checkFiles({ ...files, onProgress, signal: controller.signal });
    status.textContent = '';
    outcome.replaceChildren(verdictOf(found, texts));
    outcome.querySelector('h2')?.focus();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    status.textContent = controller.signal.aborted ? texts.stopped : texts.unreadable(reason);
  } finally {
    setRunning(null);
  }
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
stop.addEventListener('click', () => {
  running?.abort();
  check.disabled = false;
  check.focus();
});

// Anywhere on the page: a browser would open a file that is dropped beside the place for it.
const setDragging = (isOver: boolean): void => {
  form.classList.toggle('dragging', isOver);
};
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  setDragging(true);
});
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) setDragging(false);
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  setDragging(false);
  if (running === null) onFiles([...(event.dataTransfer?.files ?? [])]);
});

document.documentElement.lang = texts.language;
document.title = `${texts.title} · Samehand`;
document
  .getElementById('main')
  ?.replaceChildren(element('h1', {}, texts.title), element('p', { class: 'lead' }, texts.lead), form, outcome);
