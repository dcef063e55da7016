/** All texts of a language, by the part of the windows they belong to. */

/** The same keys, with other words: what a translation must have. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> };
