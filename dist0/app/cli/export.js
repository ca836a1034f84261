import { exportProgram } from "../../engine/dispatch/export-program.js";
import { fileModels } from "../../io/model-files.js";
import { programToLp, programToMps } from "../../io/program-text.js";
import { pypsaFolder } from "../../io/pypsa/pypsa-folder.js";
import { seriesCsv } from "../../io/series-csv.js";
import { prepareRun } from "../../study/prepare-case.js";
import { InvalidInput, orThrow, problem } from "../../system/problem.js";
import { notBuilt } from "./not-built.js";
import { timedRead } from "./read-timed.js";
import { readRunOptions } from "./run-options.js";
import { ask, withStudy } from "./study-session.js";
import { writeFolder, writeOut } from "./write-out.js";
export const EXPORT_FORMATS = ['mps', 'lp', 'csv', 'pypsa', 'xlsx', 'parquet'];
/** `spillway export SCENARIO`: the exact linear program of the window, the network for PyPSA, or the hourly series of a run, for any other tool to audit. */
export async function exportCommand(path, flags, context) {
    const { format, out } = flags;
    if (!EXPORT_FORMATS.includes(format))
        throw new InvalidInput([unknownFormat(format)]);
    if (format !== 'mps' && format !== 'lp' && format !== 'csv' && format !== 'pypsa')
        return notBuilt(`--format ${format}`, 'use mps or lp for the program, pypsa for the network, csv for the hourly series');
    if (format === 'pypsa')
        return pypsa(path, flags);
    const { given: [given], loadMs } = await timedRead([path]);
    const exported = format === 'csv' ? await series(given, flags, loadMs, context) : await program(given, flags, format);
    if (out !== undefined)
        await writeOut(out, exported.text);
    const document = { schema: 'spillway/export@1', scenario: given.scenario.id, format, ...exported.facts, file: out ?? null, ...(out === undefined && { content: exported.text }) };
    return { document, text: out === undefined ? exported.text.trimEnd() : `${out}: ${Object.entries(exported.facts).map(([name, value]) => `${value} ${name}`).join(', ')}`, exitCode: 0 };
}
async function pypsa(path, flags) {
    const { out } = flags;
    if (out === undefined)
        throw new InvalidInput([noFolder]);
    const { given: [{ scenario, models }] } = await timedRead([path]);
    const options = readRunOptions({ ...flags, foresight: 'perfect', level: 'standard' }, scenario);
    const { world: { case: compiled } } = await prepareRun({ models: fileModels(models) }, scenario, options);
    const { files, constant } = pypsaFolder(compiled);
    await writeFolder(out, files);
    return { document: { schema: 'spillway/export@1', scenario: scenario.id, format: 'pypsa', hash: compiled.hash, files: files.map(({ name }) => name), objective_constant_yuan: constant, folder: out }, text: `${out}: ${files.length} files; NOTE.md says what they leave out`, exitCode: 0 };
}
async function program({ scenario, models }, flags, format) {
    const options = readRunOptions({ ...flags, foresight: 'perfect', level: 'exact' }, scenario);
    const { world: { case: compiled } } = await prepareRun({ models: fileModels(models) }, scenario, options);
    const lp = exportProgram(compiled);
    return { text: format === 'mps' ? programToMps(lp, scenario.id) : programToLp(lp), facts: { hash: compiled.hash, rows: lp.rows, columns: lp.columns, nonzeros: lp.values.length } };
}
async function series({ scenario, models }, flags, loadMs, context) {
    return withStudy(models, context, async (composed) => {
        const request = { kind: 'run', scenario, options: readRunOptions(flags, scenario) };
        const { identity } = await ask(composed, request, { cache: flags.cache, loadMs, fromStore: true }, context);
        const { text, hours, columns } = await seriesCsv(composed.store.results, identity, 'run', orThrow(await composed.deps.models.model(scenario.model)));
        return { text, facts: { hours, columns } };
    });
}
const unknownFormat = (format) => problem('unknown-format', '--format', format, `one of ${EXPORT_FORMATS.join(', ')}`, `"${format}" is not a format`, 'use mps or lp for the program, pypsa for the network, csv for the hourly series');
const noFolder = problem('missing-out', '--out', null, 'a folder', 'a PyPSA network is a folder of files, and no folder is named', 'add --out FOLDER, a folder that is empty or does not exist yet');
