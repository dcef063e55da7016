/** The last good text of a source, kept in the data folder for when the source breaks. */
import { rmSync } from 'node:fs';
import { replacePrivateFile } from '../keys/private-file.ts';
import { readPolicyFile } from './bounded-file.ts';
import { parseDocument, type PolicyDocument } from './document.ts';

export interface LastGood {
  /** Null where there is none that can be used. */
  read(): Promise<{ readonly document: PolicyDocument; readonly text: string } | null>;
  /** Null: the source says nothing any more, and is not to come back when it next breaks. */
  keep(text: string | null): Promise<void>;
}

/** @param isLookingOnly nothing is written. */
export const lastGoodAt = (path: string, isLookingOnly: boolean): LastGood => ({
  read: async () => {
    const file = await readPolicyFile(path, false);
    if (!('text' in file)) return null;
    const document = parseDocument(file.text);
    return document.ok ? { document: document.value, text: file.text } : null;
  },
  keep: async (text) => {
    if (isLookingOnly) return;
    const before = await readPolicyFile(path, false);
    if ('text' in before && before.text === text) return;
    try {
      if (text === null) rmSync(path, { force: true });
      else replacePrivateFile(path, text);
    } catch {
      // A full disk: the policy holds all the same, and after a start a broken source has the content before.
    }
  },
});
