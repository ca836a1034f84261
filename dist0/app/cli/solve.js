import { checkInput } from "../../system/check-input.js";
import { checkDispatchCase } from "../../system/dispatch-case-checks.js";
import { dispatchCase } from "../../system/dispatch-case.js";
import { caseNotes } from "../../system/dispatch-case-notes.js";
import { tooDeep, tooDeepAt } from "../../system/nesting.js";
import { problem } from "../../system/problem.js";
import { explainConflicts } from "../../engine/reference-case/case-conflict.js";
import { endlessOf } from "../../engine/reference-case/case-endless.js";
import { solveDispatchCase } from "../../engine/reference-case/solve-dispatch-case.js";
import { createInteriorPoint } from "../../engine/solver/interior-point.js";
import { quickestOf } from "../../engine/solver/quickest-solver.js";
import { loadHighs } from "../../io/highs/highs-solver.js";
import { readText } from "../../io/read-text.js";
import { refuse } from "./answer.js";
import { conflictProblem, endlessProblem, plainProblem } from "./conflict-problems.js";
import { progressDisplay } from "./progress-display.js";
import { watchedSolve } from "./solve-progress.js";
import { caseTable } from "./solve-text.js";
/** `spillway solve CASE.json`: the document for `--json`, the table for a person, and the exit code (2 for invalid or unsolvable cases). */
export async function solveCaseFile(path) {
    const read = await readCase(path);
    if ('problems' in read)
        return refuse(read.problems.map((p) => ({ ...p, file: path })));
    const display = progressDisplay(process.stderr, { atOnce: true });
    try {
        return answer(path, read.dispatch, watchedSolve(quickestOf(await loadHighs(), createInteriorPoint()), display));
    }
    finally {
        display.end();
    }
}
function answer(path, dispatch, solve) {
    const solved = solveDispatchCase(dispatch, solve);
    if (solved.result === null)
        return unsolved(path, dispatch, solved, solve);
    const notes = caseNotes(dispatch);
    const document = { schema: 'spillway/solve@1', id: caseId(dispatch), status: solved.status, objective: solved.objective, ...solved.balance, ...solved.result, notes };
    return { document, text: caseTable(caseId(dispatch), solved, notes), exitCode: 0 };
}
async function readCase(path) {
    const read = await readText(path, 'case');
    if (!read.ok)
        return read;
    const { text } = read.value;
    const deep = tooDeepAt(text);
    if (deep !== null)
        return { problems: [{ ...tooDeep(''), ...placeAt(text, deep) }] };
    let input;
    try {
        input = JSON.parse(text);
    }
    catch (error) {
        return { problems: [brokenJson(text, error)] };
    }
    const checked = checkInput(dispatchCase, input);
    if (!checked.ok)
        return { problems: checked.placed.map((placed) => placed.problem) };
    const problems = checkDispatchCase(checked.value);
    return problems.length > 0 ? { problems } : { dispatch: checked.value };
}
/** Says where the text stops being JSON. */
function brokenJson(text, error) {
    const said = problem('broken-json', '', null, 'one JSON document', 'the file is not valid JSON', 'correct the text at the line and column named; look for a missing comma, quote or bracket before it');
    return { ...said, ...placeAt(text, breakingPoint(text, error)) };
}
function placeAt(text, offset) {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
/** The parser names the position of some errors only; of an unexpected token it is found as the shortest beginning of the text that has it. */
function breakingPoint(text, error) {
    const position = /position (\d+)/.exec(error.message)?.[1];
    if (position !== undefined)
        return Number(position);
    if (!unexpectedToken(text))
        return text.length;
    let [sound, broken] = [0, text.length];
    while (broken - sound > 1) {
        const middle = (sound + broken) >> 1;
        if (unexpectedToken(text.slice(0, middle)))
            broken = middle;
        else
            sound = middle;
    }
    return broken - 1;
}
function unexpectedToken(text) {
    try {
        JSON.parse(text);
        return false;
    }
    catch (error) {
        return error.message.startsWith('Unexpected token');
    }
}
function unsolved(path, dispatch, solved, solve) {
    const conflicts = solved.status === 'infeasible' ? explainConflicts(dispatch, solve) : [];
    const found = solved.status === 'unbounded' ? endlessOf(dispatch, solve).map(endlessProblem) : conflicts.map(conflictProblem);
    const problems = (found.length > 0 ? found : [plainProblem(solved)]).map((one) => ({ ...one, file: path }));
    return refuse(problems, { status: solved.status, objective: null, conflicts });
}
const caseId = (dispatch) => (typeof dispatch.id === 'string' ? dispatch.id : null);
