/** JSON Lines: the record itself, as it is hashed. */
import type { RecordFormat } from './format.ts';
import { recordIn, textOf } from './record-text.ts';

export const jsonl: RecordFormat = {
  extension: 'jsonl',
  ending: '\n',
  head: () => '',
  line: textOf,
  recordOf: recordIn,
};
