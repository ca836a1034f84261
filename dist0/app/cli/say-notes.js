import { LANGS } from "./words.js";
/** The language that a command line asks for, read before or where its command is not known. */
export function langOf(argv) {
    const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
    const named = argv[at]?.split('=')[1] ?? argv[at + 1];
    return at >= 0 ? LANGS.find((lang) => lang === named) ?? 'en' : 'en';
}
const said = new Set();
/** Notes for a person, on stderr so that a document on stdout stays whole; each once a command, though several scenarios may read one file. */
export function sayNotes(notes, lang = langOf(process.argv)) {
    for (const line of noteLines(notes, lang)) {
        if (!said.has(line))
            process.stderr.write(`${line}\n`);
        said.add(line);
    }
}
export const noteLines = (notes, lang) => notes.map((one) => `${lang === 'zh' ? '说明' : 'Note'}: ${one.file === undefined ? '' : `${one.file}: `}${one[lang]}`);
