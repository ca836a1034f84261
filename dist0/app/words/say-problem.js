import { limitInChinese } from "./limit-words.js";
import { FILE_WORDS } from "./words-files.js";
import { MODEL_WORDS } from "./words-models.js";
import { SCENARIO_WORDS } from "./words-scenarios.js";
import { STUDY_WORDS } from "./words-studies.js";
/** Every code of a problem with its words; a test compares it with the codes in the source. */
export const PROBLEM_WORDS = { ...FILE_WORDS, ...SCENARIO_WORDS, ...MODEL_WORDS, ...STUDY_WORDS };
/** A problem in the language of its reader: code, path and value stay, its sentences are those of the language. */
export function inLanguage(found, lang) {
    const words = lang === 'zh' ? wordsOf(found.code) : undefined;
    if (words === undefined)
        return found;
    const limit = found.limit === null ? null : limitInChinese(found.limit);
    const spoken = { ...found, limit };
    return { ...spoken, message: filled(words[1], spoken), hint: `${meant(found.hint)}${filled(words[2], spoken)}${counted(found.message)}` };
}
/** Fields of a scenario are a family without end: the words of the family speak for each. */
const wordsOf = (code) => PROBLEM_WORDS[code] ?? (code.startsWith('different-') ? PROBLEM_WORDS['different-fields'] : undefined);
/** What the English sentences found out beyond the words of the code: the nearest name, and how many cells have the same fault. */
function meant(hint) {
    const near = /^did you mean "([^"]*)"\?/.exec(hint)?.[1];
    return near === undefined ? '' : `是否为“${near}”？否则：`;
}
function counted(message) {
    const count = /\(the first of (\d+)/.exec(message)?.[1];
    return count === undefined ? '' : `（同类共 ${count} 处，此为第一处）`;
}
function filled(template, { value, limit, path, message }) {
    const parts = {
        value: value === null ? '空' : typeof value === 'string' ? value : JSON.stringify(value), limit: limit ?? '见文档', field: path, said: message,
        row: /\/(.*)\.[^.]*$/.exec(path)?.[1] ?? path, name: /([^.[\]]+)\]?$/.exec(path)?.[1] ?? path,
    };
    return template.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? '');
}
