/** Which settings are in sight: what is searched for, which sections are open, and the way to a wrong field. */
import { useEffect, useState } from 'react';
import { fieldId } from './editor-props.ts';
import type { Fault } from './field-faults.ts';
import { FIELDS, groupFields } from './fields.ts';
import type { Shown } from './find-fields.ts';

export interface SettingView {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly shown: Shown;
  readonly setShown: (shown: Shown) => void;
  readonly open: readonly string[];
  readonly setOpen: (names: readonly string[]) => void;
  /** Brings the field of a fault into sight and focuses it. */
  readonly showFault: (fault: Fault) => void;
}

const GROUPS = groupFields(FIELDS);

/** Paths of the fields that may show a fault, nearest first; the document as a whole last. */
const placesOf = (path: string): readonly string[] => {
  const names = path.split('.');
  const prefixes = names.map((_, at) => names.slice(0, names.length - at).join('.'));
  const first = GROUPS.find(({ name }) => name === path)?.fields[0]?.path;
  return [...prefixes, ...(first === undefined ? [] : [first]), 'document'];
};

const groupOf = (path: string): string | undefined =>
  GROUPS.find(({ name, fields }) => name === path || fields.some((field) => `${path}.`.startsWith(`${field.path}.`)))
    ?.name;

/** A section that opens, or was just closing, takes some frames until its fields stay. */
const FRAMES = 60;
const STEADY_FRAMES = 20;

/** Focuses the nearest place that comes into being, the last one if none does. Returns what calls it off. */
const focusOn = (places: readonly string[]): (() => void) => {
  let frame = 0;
  let steady = 0;
  let next = 0;
  const look = (): void => {
    frame += 1;
    const candidates = frame < FRAMES ? places.slice(0, -1) : places;
    const field = candidates.map((path) => document.getElementById(fieldId(path))).find((each) => each !== null);
    if (field !== undefined && document.activeElement !== field) {
      steady = 0;
      field.focus();
      field.scrollIntoView({ block: 'center' });
    } else if (field !== undefined) steady += 1;
    if (frame < FRAMES && steady < STEADY_FRAMES) next = requestAnimationFrame(look);
  };
  next = requestAnimationFrame(look);
  return () => {
    cancelAnimationFrame(next);
  };
};

export const useSettingView = (): SettingView => {
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [open, setOpen] = useState<readonly string[]>(['general']);
  const [wanted, setWanted] = useState<Fault | null>(null);

  useEffect(() => (wanted === null ? undefined : focusOn(placesOf(wanted.path))), [wanted]);

  return {
    text,
    setText,
    shown,
    setShown,
    open,
    setOpen,
    showFault: (fault) => {
      const group = groupOf(fault.path);
      setText('');
      setShown('all');
      if (group !== undefined) setOpen((names) => [...names.filter((name) => name !== group), group]);
      // A copy: the same fault is gone to again.
      setWanted({ ...fault });
    },
  };
};
