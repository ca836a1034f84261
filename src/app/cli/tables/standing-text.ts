import { shownPath } from '../../../io/files/file-problems.ts';
import { join } from 'node:path';
import type { Standing } from '../../../study/base/standing.ts';
import type { Warning } from '../../../system/plausible/finding.ts';
import type { Note } from '../../../system/words/note.ts';
import { sayNotes } from '../text/say-notes.ts';
import type { Lang } from '../text/words.ts';

const HASH_SHOWN = 12;

/** The same, and its warnings said on stderr. */
export function standingSaid<T extends object>(answer: T, models: string): T {
  sayNotes(((answer as Partial<Standing>).warnings ?? []).map(warningNote));
  return standingHere(answer, models);
}

/** The answer with the folder of its model as its reader would write it. */
export function standingHere<T extends object>(answer: T, models: string): T {
  const { model } = answer as Partial<Standing>;
  return model === undefined ? answer : { ...answer, model: { ...model, folder: shownPath(join(models, model.id)) } };
}

export const warningNote = ({
  code,
  message_en: en,
  message_zh: zh,
  file,
  line,
}: Warning & { readonly file?: string; readonly line?: number }): Note => ({
  code,
  en,
  zh,
  warning: true,
  ...(file !== undefined && { file: line === undefined ? file : `${file}:${line}` }),
});

/** A table with the line that names the model of the answer: its folder and its hash. */
export const withModel = (text: string, answer: object, lang: Lang): string => {
  const { model } = answer as Partial<Standing>;
  return model === undefined ? text : `${text}\n\n${modelLine(model, lang)}`;
};

export const modelLine = ({ id, version, folder, hash }: Standing['model'], lang: Lang): string =>
  `${lang === 'zh' ? '模型' : 'Model'}: ${folder ?? id}${version === '' ? '' : ` ${version}`} ` +
  `(${lang === 'zh' ? '哈希' : 'hash'} ${hash.slice(0, HASH_SHOWN)})`;
