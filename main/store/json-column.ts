/** Numbers by name (scores by model), as a JSON column holds them. */
export type NumbersByName = Readonly<Record<string, number>>;

/** What is written is ours and every page is authenticated, so what is read back has the shape that was written. */
export const parseNumbers = (text: string): NumbersByName => JSON.parse(text) as NumbersByName;
