import { LANGS, type Lang } from './words.ts';
import type { Note } from '../../../system/words/note.ts';

/** The language that a command line asks for, read before or where its command is not known. */
export function langOf(argv: readonly string[]): Lang {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const named = argv[at]?.split('=')[1] ?? argv[at + 1];
  return at >= 0 ? (LANGS.find((lang) => lang === named) ?? 'en') : 'en';
}

const said = new Set<string>();

/**
 * Notes for a person, on stderr so that a document on stdout stays whole; each once a command, though several scenarios
 * may read one file.
 */
export function sayNotes(notes: readonly Note[], lang: Lang = langOf(process.argv)): void {
  for (const line of noteLines(notes, lang)) {
    if (!said.has(line)) process.stderr.write(`${line}\n`);
    said.add(line);
  }
}

export const noteLines = (notes: readonly Note[], lang: Lang): string[] =>
  notes.map((one) => `${label(one, lang)}: ${one.file === undefined ? '' : `${one.file}: `}${one[lang]}`);

const label = ({ warning = false }: Note, lang: Lang): string =>
  warning ? (lang === 'zh' ? '警告' : 'Warning') : lang === 'zh' ? '说明' : 'Note';
