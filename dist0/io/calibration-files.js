import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storedFit } from "../study/stored-fit.js";
import { InvalidInput, problem } from "../system/problem.js";
import { calibrationRow, waterBySizeRow } from "../system/model.js";
import { shownPath } from "./file-problems.js";
import { readText } from "./read-text.js";
export const FIT_FILE = 'fit.json';
/** Stores fitted values in `calibration.csv` of a model folder and the fit beside it, in `fit.json`, without dates and times: the same fit, the same bytes. Returns the files written. */
export async function writeCalibration(folder, { calibration: rows, water_by_size: sizes }, result) {
    const { timing_ms: _timing, ...made } = result;
    // Water inferred alone leaves the fit as it was stored; structures rested on other water.
    const fit = made.fit === null ? { ...await storedJson(folder, '--infer', 'inferred water is added to it'), model: made.model, inferred: made.inferred, by_size: made.by_size, headline: made.headline, structures: null } : made;
    const values = new Map([result.fit, result.inferred].flatMap((step) => step ?? []).flatMap((step) => step.parameters.map((one) => [one.parameter, one.value])));
    const table = rows.map((row) => ({ ...row, value: values.get(row.parameter) ?? row.value }));
    const sized = sizes.map((row) => ({ ...row, shift: result.by_size.find((one) => one.parameter === row.parameter && one.load === row.load && one.size_mw === row.size_mw)?.shift ?? row.shift }));
    const files = [[FIT_FILE, `${JSON.stringify(fit, null, 1)}\n`], ['calibration.csv', csvText(calibrationRow, table)], ...(sized.length > 0 ? [['water_by_size.csv', csvText(waterBySizeRow, sized)]] : [])];
    const written = [];
    for (const [file, text] of files)
        written.push(await replaceFile(join(folder, file), text));
    return written;
}
async function storedText(folder) {
    const read = await readText(join(folder, FIT_FILE), 'stored fit');
    return read.ok ? read.value.text : null;
}
async function storedJson(folder, path, why) {
    const text = await storedText(folder);
    if (text === null)
        throw new InvalidInput([problem('no-fit', path, shownPath(folder), `a folder with ${FIT_FILE}`, `no fit is stored beside the model: ${why}`, 'calibrate the model whole first, with --write')]);
    return JSON.parse(text);
}
/** What a prediction draws from; throws `InvalidInput` where no calibration is stored. */
export async function readFit(folder) {
    return readStored(await storedJson(folder, '--predict', 'a prediction draws from the errors of the fit'), folder, '--predict');
}
/** The calibration stored beside a model; null where there is none, `InvalidInput` where it cannot be read. */
export async function findFit(folder) {
    const text = await storedText(folder);
    return text === null ? null : readStored(jsonOrNull(text), folder, FIT_FILE);
}
function readStored(json, folder, path) {
    const parsed = storedFit.safeParse(json);
    if (parsed.success)
        return parsed.data;
    throw new InvalidInput([problem('bad-fit', path, shownPath(join(folder, FIT_FILE)), 'a file written by calibrate --write', `${FIT_FILE} is not a stored calibration`, 'calibrate the model again, with --write')]);
}
/** Another reader sees the old file or the whole of the new one. */
export async function replaceFile(path, text) {
    const part = `${path}.part`;
    try {
        await writeFile(part, text);
        await rename(part, path);
    }
    catch (error) {
        throw new InvalidInput([problem('unwritable-file', '--write', shownPath(path), 'a file that can be written', `the file cannot be written (${error.code ?? 'unknown cause'})`, 'calibrate a model in a folder that may be written to')]);
    }
    return path;
}
function csvText({ shape }, rows) {
    const columns = Object.keys(shape).filter((column) => rows.some((row) => row[column] !== undefined));
    return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** The value that a text says; null where it says none. */
export function jsonOrNull(content) {
    try {
        return JSON.parse(content);
    }
    catch {
        return null;
    }
}
