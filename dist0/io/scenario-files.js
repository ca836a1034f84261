import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { mergeScenario } from "../system/merge-scenario.js";
import { invalid, valid } from "../system/problem.js";
import { withInflowFiles } from "./inflow-files.js";
import { readChain } from "./scenario-chain.js";
import { locate } from "./scenario-places.js";
/** A scenario from a YAML file and all it extends, or every problem in any of them. */
export async function loadScenarioFile(path) {
    const loaded = await loadScenarioChain(path);
    return loaded.ok ? valid(loaded.value.scenario) : loaded;
}
export async function loadScenarioChain(path) {
    const read = await readChain(resolve(path));
    const { chain, problems, notes } = await withInflowFiles(read.chain);
    if (read.problems.length + problems.length > 0)
        return invalid([...read.problems, ...problems]);
    const merged = mergeScenario(chain.map((file) => file.written));
    const locateAll = (found) => found.map((one) => locate(one, chain));
    if (!merged.ok)
        return invalid(locateAll(merged.problems));
    return valid({ scenario: merged.value, files: chain.map((file) => file.path), extended: chain.at(-2)?.path ?? null, locate: locateAll, notes: [...read.notes, ...notes] });
}
/** The scenario as a YAML text that reads back as the same scenario; it extends nothing. */
export const saveScenarioText = (scenario) => stringify(scenario, { lineWidth: 0 });
