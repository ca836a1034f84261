import { problemList } from "../../system/problem-list.js";
import { inLanguage } from "../words/say-problem.js";
import { problemText } from "./problem-text.js";
import { langOf } from "./say-notes.js";
/** Problems as an answer, in the language that the command line asks for; `beside` are further fields of the document. */
export const refuse = (problems, beside = {}, lang = langOf(process.argv)) => ({ ...listed(problems, undefined, beside, lang), whole: () => listed(problems, Infinity, beside, lang) });
function listed(problems, most, beside, lang) {
    const counted = problemList(problems, most);
    const list = { ...counted, problems: counted.problems.map((one) => inLanguage(one, lang)) };
    const document = { schema: 'spillway/problems@1', ...beside, ...list, problems: list.problems.map((one) => ({ ...one, file: one.file ?? null, line: one.line ?? null, column: one.column ?? null })) };
    return { document, text: problemText(list, lang), exitCode: 2 };
}
