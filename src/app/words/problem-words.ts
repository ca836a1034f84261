/**
 * What a problem of one code is, in English (for lists of codes) and in Chinese, and what to do about it, in Chinese.
 * Its English sentences are made where it is found. {value} is what was written, {limit} what is allowed, {field} the
 * path of the field, {row} the key of its row, {name} the last part of its path, {said} the English sentence, where it
 * names what no other part does.
 */
export type ProblemWords = readonly [en: string, zh: string, remedy: string];
export type Catalogue = Readonly<Record<string, ProblemWords>>;
