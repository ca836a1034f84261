import { studyWork } from "../../io/jobs/study-work.js";
import { StoreFailed } from "../../io/store/store-failed.js";
import { compose } from "../compose.js";
import { problemList } from "../../system/problem-list.js";
import { problemText } from "./problem-text.js";
import { progressDisplay } from "./progress-display.js";
/** Opens the store and the runner for the time of one command, and closes them however it ends. */
export async function withStudy(models, context, use, options = {}) {
    context.listen();
    const composed = compose({ early: true, ...options, models });
    try {
        return await use(composed);
    }
    finally {
        await composed.close();
    }
}
/** The answer to a whole question, from the store where it is known (same identity, same bits), else computed and kept. */
export async function ask({ deps, store }, request, { cache, loadMs, fromStore = false }, { signal }) {
    const startup = performance.now() - loadMs;
    const work = studyWork(cache ? deps : { ...deps, draws: undefined });
    const identity = await work.identity(request);
    const known = cache ? await store.result(identity) : null;
    if (known)
        return { identity, result: timed(known, startup, loadMs) };
    const progress = progressDisplay();
    try {
        const finished = await work.perform(request, identity, { signal, onProgress: progress.show });
        progress.end();
        await keep(store, finished, fromStore);
        return { identity, result: timed(finished.result, startup, loadMs) };
    }
    finally {
        progress.end();
    }
}
/** An answer that cannot be kept is an answer none the less. */
async function keep({ results }, finished, needed) {
    try {
        await results.save(finished);
    }
    catch (error) {
        if (needed || !(error instanceof StoreFailed))
            throw error;
        process.stderr.write(`The answer is not kept for the next time.\n${problemText(problemList(error.problems))}\n`);
    }
}
/** `startup`: from the start of the process to its first work on the question; reading is counted apart. */
const timed = (result, startup, loadMs) => ({ ...result, timing_ms: { ...result.timing_ms, startup: Math.round(startup), load: Math.round(result.timing_ms.load + loadMs) } });
