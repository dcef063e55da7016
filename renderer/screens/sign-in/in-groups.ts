/** A text in groups of four, which is how people read and type what says nothing. */
export const inGroups = (text: string): string => (text.match(/.{1,4}/g) ?? []).join(' ');
