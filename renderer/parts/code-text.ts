/** What somebody typed or pasted as a code, on its way to the agent, which alone says what is a code. */

/** The most that the agent takes. */
const LONGEST_CODE = 64;

/** Codes are shown in groups, and pasted with the spaces and dashes of every script between them. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}]+/gu;

export const compactCode = (text: string): string => text.replace(SEPARATORS, '');

/** Why it is not even worth sending; null: it is. */
export const codeFault = (text: string): 'empty' | 'tooLong' | null => {
  const { length } = compactCode(text);
  if (length === 0) return 'empty';
  return length > LONGEST_CODE ? 'tooLong' : null;
};
