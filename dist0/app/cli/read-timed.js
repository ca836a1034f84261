import { readScenarios } from "./scenario-argument.js";
/** The scenarios of a command and the milliseconds it took to read and check them and their models. */
export async function timedRead(paths) {
    const start = performance.now();
    const given = await readScenarios(paths);
    return { given, loadMs: performance.now() - start };
}
