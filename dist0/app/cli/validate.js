import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { shownPath, unreadable } from "../../io/file-problems.js";
import { fileModels, readModelFolder } from "../../io/model-files.js";
import { loadScenarioChain } from "../../io/scenario-files.js";
import { summariseModel } from "../../study/model-summary.js";
import { checkScenario } from "../../system/check-scenario.js";
import { refuse } from "./answer.js";
import { noteLines } from "./say-notes.js";
/** Reads a model folder or a scenario file and says what it holds, or everything that is wrong with it. */
export async function validatePath(path, lang = 'en') {
    const kind = await kindOf(path);
    if (kind === 'folder')
        return validateModel(path, lang);
    if (kind === 'file')
        return path.endsWith('datapackage.json') ? validateModel(dirname(path), lang) : validateScenario(path, lang);
    return refuse([kind]);
}
async function kindOf(path) {
    try {
        return (await stat(path)).isDirectory() ? 'folder' : 'file';
    }
    catch (error) {
        return unreadable(path, error, 'model folder or scenario file');
    }
}
async function validateModel(folder, lang) {
    const { model, notes } = await readModelFolder(folder);
    if (!model.ok)
        return refuse(model.problems);
    const summary = summariseModel(model.value);
    return { document: { schema: 'spillway/validation@1', kind: 'model', path: shownPath(resolve(folder)), ...summary, notes }, text: withNotes(modelText(summary), notes, lang), exitCode: 0 };
}
async function validateScenario(path, lang) {
    const loaded = await loadScenarioChain(path);
    if (!loaded.ok)
        return refuse(loaded.problems);
    const { scenario, locate, files, notes } = loaded.value;
    const model = await fileModels(await modelsRoot(path, scenario.model)).model(scenario.model);
    if (!model.ok)
        return refuse(model.problems.map((one) => (one.file === undefined ? locate([one])[0] : one)));
    const problems = checkScenario(scenario, model.value);
    if (problems.length > 0)
        return refuse(locate(problems));
    const document = {
        schema: 'spillway/validation@1', kind: 'scenario', path: shownPath(resolve(path)), files: files.map(shownPath), id: scenario.id, title: scenario.title,
        model: { id: model.value.id, version: model.value.version }, basis: scenario.basis, window: scenario.window, loads: scenario.loads.map((load) => ({ id: load.id, size: load.size })),
        inflow: scenario.inflow.map(({ station, source }) => ({ station, source: source ?? null })), measures: scenario.measures.map(({ id, type }) => ({ id, type })), source: scenario.source, not_modelled: scenario.not_modelled, notes,
    };
    return { document, text: withNotes(scenarioText(scenario, files), notes, lang), exitCode: 0 };
}
/** `models/` beside the working folder, or else in the nearest folder above the scenario file that has the model. */
export async function modelsRoot(scenarioPath, model) {
    const beside = resolve('models');
    if (await isFolder(join(beside, model)))
        return beside;
    for (let folder = dirname(resolve(scenarioPath));; folder = dirname(folder)) {
        const root = join(folder, 'models');
        if (await isFolder(join(root, model)))
            return root;
        if (folder === dirname(folder))
            return beside;
    }
}
const isFolder = (path) => stat(path).then((found) => found.isDirectory(), () => false);
const withNotes = (text, notes, lang) => [text, ...(notes.length > 0 ? [noteLines(notes, lang).join('\n')] : [])].join('\n\n');
const table = (title, rows) => {
    const width = Math.max(...rows.map(([key]) => key.length), 0);
    const right = Math.max(...rows.map(([, value]) => value.length), 0);
    return [title, ...rows.map(([key, value]) => `  ${key.padEnd(width)}  ${value.padStart(right)}`)].join('\n');
};
function modelText(s) {
    const fleet = (title, rows) => table(title, rows.map((row) => [row.key, `${row.capacity_mw.toFixed(1)} MW`]));
    return [
        `${s.id} ${s.version} is valid: ${s.title.en} (${s.title.zh})`,
        table('Rows', Object.entries(s.rows_by_table).filter(([, rows]) => rows > 0).map(([name, rows]) => [name, String(rows)])),
        table('Rows by confidence', Object.entries(s.figures_by_confidence).map(([grade, rows]) => [grade, String(rows)])),
        fleet(`Hydropower ${s.hydro_mw.toFixed(1)} MW by basin`, s.fleet_by_basin), fleet('by zone', s.fleet_by_zone), fleet('by regulation', s.fleet_by_regulation),
        assumedText(s.assumed),
    ].join('\n\n');
}
/** Assumed rows share few sources: one line a table and source. */
function assumedText(assumed) {
    if (assumed.length === 0)
        return 'No figure is assumed.';
    const groups = new Map();
    for (const { table: name, key, source } of assumed)
        groups.set(`${name}: ${source}`, [...(groups.get(`${name}: ${source}`) ?? []), key]);
    const lines = [...groups].map(([group, keys]) => `  ${group} (${keys.length > 3 ? `${keys.length} rows` : keys.join(', ')})`);
    return [`Assumed figures: ${assumed.length} rows`, ...lines].join('\n');
}
const scenarioText = (s, files) => [
    `${s.id} is valid: ${s.title.en} (${s.title.zh})`,
    table('Scenario', [['model', s.model], ['basis', s.basis], ['from', s.window.start], ['to', s.window.end], ['water year', s.water.water_year], ['demand year', String(s.demand.year)], ['export rule', s.export_rule], ['foresight', s.foresight.mode]]),
    table('Loads', s.loads.map((load) => [load.id, load.size])),
    ...(s.inflow.length > 0 ? [table('Stated inflow', s.inflow.map((one) => [one.station, one.source ?? 'values in place']))] : []),
    table('Measures', s.measures.map((measure) => [measure.id, measure.type])),
    `Files\n${files.map((file) => `  ${shownPath(file)}`).join('\n')}`,
].join('\n\n');
