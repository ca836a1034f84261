import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { checkScenario } from "../system/check-scenario.js";
import { mergeScenario } from "../system/merge-scenario.js";
import { invalid, problem, valid } from "../system/problem.js";
import { MOST_LISTED } from "../system/problem-list.js";
import { writtenProblems } from "../system/written-scenario.js";
import { plainLog } from "./log.js";
import { loadScenarioFile } from "./scenario-files.js";
/** Files are read again after this long, so that an edited file is seen without a restart. */
const FRESH_MS = 2000;
/** Every scenario that has an id: those of the scenario folder, read-only, and those users keep in the store. */
export class ScenarioLibrary {
    folder;
    kept;
    models;
    log;
    files;
    constructor(folder, kept, models, log = plainLog) {
        this.folder = folder;
        this.kept = kept;
        this.models = models;
        this.log = log;
    }
    /** By id, shipped and kept together. */
    async list() {
        const shipped = await this.shipped();
        const kept = (await this.kept.list()).filter(({ document }) => !shipped.has(document.id)).map(({ document, revision }) => ({ document, file: null, revision }));
        return [...shipped.values(), ...kept].sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
    }
    async find(id) {
        const shipped = (await this.shipped()).get(id);
        if (shipped)
            return shipped;
        const kept = await this.kept.find(id);
        return kept && { document: kept.document, file: null, revision: kept.revision };
    }
    /** A scenario written in place, checked against its model; `extends` names another scenario by id, never by path. */
    async read(input) {
        const extended = input?.extends;
        const base = typeof extended === 'string' ? await this.find(extended) : null;
        const unknown = typeof extended === 'string' && !base ? [unknownScenario('extends', extended)] : [];
        const problems = [...writtenProblems(input, unknown.length > 0 ? null : base?.document.measures ?? []).map((placed) => placed.problem), ...unknown];
        if (problems.length > 0)
            return invalid(problems);
        const written = input;
        const named = fileProblems(written);
        if (named.length > 0)
            return invalid(named);
        const merged = mergeScenario(base ? [base.document, written] : [written]);
        return merged.ok ? this.check(merged.value) : merged;
    }
    /** The scenario if its model has all that it names. */
    async check(scenario) {
        const model = await this.models.model(scenario.model);
        if (!model.ok)
            return model;
        const problems = checkScenario(scenario, model.value);
        return problems.length === 0 ? valid(scenario) : invalid(problems);
    }
    shipped() {
        if (!this.files || Date.now() - this.files.at > FRESH_MS)
            this.files = { at: Date.now(), entries: readShipped(this.folder, this.log) };
        return this.files.entries;
    }
}
/** Over the network no input becomes a path: values come in place. */
const fileProblems = ({ inflow = [] }) => inflow.flatMap(({ file }, i) => (file === undefined ? [] : [problem('inflow-file-refused', `inflow[${i}].file`, file, 'start and flow_m3s', 'a scenario that is sent in place cannot name a file', 'send the first day as "start" and one value a day as "flow_m3s"')]));
export const unknownScenario = (path, id) => problem('unknown-scenario', path, id, 'the id of a known scenario', `there is no scenario "${id}"`, 'GET /api/v1/scenarios lists the known ones');
async function readShipped(folder, log) {
    const names = (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort();
    const read = await Promise.all(names.map(async (name) => ({ name, scenario: await loadScenarioFile(join(folder, name)) })));
    const entries = read.flatMap(({ name, scenario }) => {
        if (scenario.ok)
            return [[scenario.value.id, { document: scenario.value, file: relative('.', join(folder, name)), revision: 0 }]];
        log.warn(Object.fromEntries(scenario.problems.slice(0, MOST_LISTED).map(({ path, message }) => [path, message])), `Scenario ${name} is left out.`);
        return [];
    });
    return new Map(entries);
}
