import { move, transferableSymbol, valueSymbol } from 'piscina';
import { runCase } from "../../engine/run-case.js";
import { InvalidInput } from "../../system/problem.js";
import { loadHighs } from "../highs/highs-solver.js";
import { buffersOf } from "./transferable.js";
const PROGRESS_EVERY_MS = 100;
let solver;
let drawing;
/** Entry of a worker thread: one whole case in, one outcome out; or some draws of an ensemble in, their summaries out. What only some tasks need is loaded by the first that does, and kept. */
export default async function work(task) {
    const answer = await answerOf(task);
    return move({ [transferableSymbol]: buffersOf(answer), [valueSymbol]: answer });
}
async function answerOf(task) {
    try {
        return 'ready' in task ? { ready: true } : await solved(task);
    }
    catch (error) {
        if (error instanceof InvalidInput)
            return { failure: { message: error.message, problems: error.problems } };
        return { failure: { message: error instanceof Error ? error.message : String(error), problems: null } };
    }
}
/** Asked for the referee's answer before the referee is there. */
class RefereeWanted extends Error {
}
const absent = () => { throw new RefereeWanted('the referee solver is not loaded'); };
/** Few cases need the referee: one that turns out to is done again with it. */
async function solved(task) {
    const tell = onward(report(task));
    const known = solver !== undefined || ('case' in task && task.case.level === 'exact');
    try {
        return await perform(task, known ? await (solver ??= loadHighs()) : absent, tell);
    }
    catch (error) {
        if (!(error instanceof RefereeWanted))
            throw error;
        return perform(task, await (solver ??= loadHighs()), tell);
    }
}
async function perform(task, solve, tell) {
    if (!('setup' in task))
        return { outcome: runCase(task.case, solve, tell) };
    const make = await (drawing ??= import("./drawing.js").then((loaded) => loaded.drawing()));
    return { draws: [...make(task, solve, tell)] };
}
/** Leaves out what lies behind what was told before: a case done again says nothing until it is further. */
function onward(tell) {
    let furthest = 0;
    return (progress) => {
        if (progress.fraction < furthest)
            return;
        furthest = progress.fraction;
        tell(progress);
    };
}
function report({ progress: port }) {
    let last = -Infinity;
    let stage = '';
    return (progress) => {
        const now = performance.now();
        if (now - last < PROGRESS_EVERY_MS && progress.stage === stage)
            return;
        last = now;
        stage = progress.stage;
        port.postMessage(progress);
    };
}
