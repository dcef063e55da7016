/** Message boxes, answered by the test: one that nobody answers stands until somebody does. */
import { onReset } from './resets.ts';

export interface Box {
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly type?: string;
  readonly [other: string]: unknown;
}

const shown: Box[] = [];
const errors: { readonly title: string; readonly content: string }[] = [];
let answers: number[] = [];
let waiting: ((index: number) => void)[] = [];

const take = (first: object, second?: Box): Box => {
  const box = second ?? (first as Box);
  shown.push(box);
  return box;
};

export const dialog = {
  showMessageBox: async (first: object, second?: Box): Promise<{ response: number; checkboxChecked: boolean }> => {
    take(first, second);
    const ready = answers.shift();
    const { promise, resolve } = Promise.withResolvers<number>();
    if (ready === undefined) waiting.push(resolve);
    else resolve(ready);
    return { response: await promise, checkboxChecked: false };
  },
  showMessageBoxSync: (first: object, second?: Box): number => {
    const { message } = take(first, second);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody answers the box that says: ${message}`);
    return answer;
  },
  showErrorBox: (title: string, content: string): void => void errors.push({ title, content }),
};

/** Answers the box that stands, or the next one. */
export const answerBox = (index: number): void => {
  const first = waiting.shift();
  if (first === undefined) answers.push(index);
  else first(index);
};
export const shownBoxes = (): readonly Box[] => [...shown];
export const shownErrors = (): readonly { readonly title: string; readonly content: string }[] => [...errors];

onReset(() => {
  shown.length = 0;
  errors.length = 0;
  answers = [];
  waiting = [];
});
