import { WORDS_EN } from './words-en.ts';
import { WORDS_ZH } from './words-zh.ts';

export const LANGS = ['en', 'zh'] as const;
export type Lang = (typeof LANGS)[number];

/** The words of the printed tables, English and Chinese. */
export const WORDS = {
  en: WORDS_EN,
  zh: WORDS_ZH,
} as const satisfies Readonly<Record<Lang, Readonly<Record<string, string>>>>;
