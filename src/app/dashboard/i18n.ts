import { en } from './words-en.ts';
import { zh } from './words-zh.ts';

export type Language = 'en' | 'zh';
export type Word = keyof typeof en;
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

const REMEMBERED = 'spillway.language';
const DICTIONARY: Readonly<Record<Language, Readonly<Record<Word, string>>>> = { en, zh };

/** The language chosen before on this machine, else the browser's first preference. */
export function initialLanguage(): Language {
  const stored = localStorage.getItem(REMEMBERED);
  if (stored === 'en' || stored === 'zh') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

let current: Language = 'en';
export const language = (): Language => current;

export function setLanguage(next: Language): void {
  current = next;
  localStorage.setItem(REMEMBERED, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  document.title = t('page_title');
}

/** The phrase in the page's language; `{name}` is filled from `values`. */
export function t(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  return DICTIONARY[current][word].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

export const pick = (text: Bilingual): string => text[current];

/** A word looked up by a code that comes from the server; the code itself where the dictionary has none. */
export function named(prefix: string, code: string): string {
  const word = `${prefix}_${code.replaceAll(/[ -]/g, '_')}`;
  return word in DICTIONARY[current] ? DICTIONARY[current][word as Word] : code;
}
