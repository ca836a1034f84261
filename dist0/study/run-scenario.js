import { prepareRun } from "./prepare-case.js";
import { runRecord } from "./run-result.js";
import { runWorlds } from "./run-worlds.js";
/** One world, dispatched and booked. Throws `InvalidInput` with every problem, `LedgerError` where the books do not close. */
export async function runScenario(deps, scenario, options, watch) {
    const asked = deps.clock.now();
    const { world } = await prepareRun(deps, scenario, options);
    const begun = deps.clock.now();
    const [ledger] = await runWorlds(deps, [world.case], watch);
    return runRecord(ledger, scenario.id, { startup: 0, load: begun - asked, total: deps.clock.now() - begun });
}
