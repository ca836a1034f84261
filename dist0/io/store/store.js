import { openDatabase } from "./database.js";
import { DrawStore } from "./draw-store.js";
import { JobStore } from "./job-store.js";
import { finishedComparison, finishedRun, finishedSweep, ResultStore } from "./result-store.js";
import { ScenarioStore } from "./scenario-store.js";
/** Opens (or makes) the store of a folder; safe while other processes use it. Throws `StoreFailed`, as any use of it does, where it cannot be used. */
export function openStore(folder, now = Date.now) {
    const { database, close } = openDatabase(folder);
    const results = new ResultStore(database, now);
    return {
        results,
        scenarios: new ScenarioStore(database, now),
        jobs: new JobStore(database, results, now),
        draws: new DrawStore(database, now),
        result: (identity) => results.result(identity),
        saveRun: (identity, record) => results.save(finishedRun(identity, record)),
        saveComparison: (identity, record) => results.save(finishedComparison(identity, record)),
        saveSweep: (identity, result) => results.save(finishedSweep(identity, result)),
        close,
    };
}
