import { setImmediate as nextTurn } from 'node:timers/promises';
import { runCase } from "../../engine/run-case.js";
import { drawing } from "./drawing.js";
import { cancelled } from "./run-failed.js";
/** Runs cases in this thread, one after another; a cancel counts only before a case or a draw starts. */
export function inlineRunner(solve) {
    const make = drawing();
    return {
        slots: 1,
        run: async (request, watch) => {
            if (watch.signal?.aborted)
                throw cancelled();
            return runCase(request.case, solve, (progress) => watch.onProgress?.(progress));
        },
        runDraws: async (request, watch) => {
            const made = [];
            if (watch.signal?.aborted)
                throw cancelled();
            for (const draw of make(request, solve, (progress) => watch.onProgress?.(progress))) {
                made.push(draw);
                await nextTurn();
                if (watch.signal?.aborted)
                    throw cancelled();
            }
            return made;
        },
        close: async () => undefined,
    };
}
