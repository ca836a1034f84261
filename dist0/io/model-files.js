import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkModel } from "../system/check-model.js";
import { emptyTables, OPTIONAL_TABLES, TABLES } from "../system/model.js";
import { invalid, problem, valid } from "../system/problem.js";
import { withClassDefaults } from "../system/regulation-classes.js";
import { inKeyOrder, rowKey, splitRowPath } from "../system/table-keys.js";
import { readTable } from "./csv-table.js";
import { placed, shownPath, unreadable } from "./file-problems.js";
import { readPackage } from "./model-package.js";
import { readText } from "./read-text.js";
const PACKAGE = 'datapackage.json';
/** A model from its folder (`datapackage.json` and one CSV a table), or every problem in all of its files. */
export const loadModelFolder = async (folder) => (await readModelFolder(folder)).model;
/** The same, with what was done to read its files: encodings, separators, lines skipped. */
export async function readModelFolder(folder) {
    const packagePath = join(folder, PACKAGE);
    const names = await readdir(folder).catch(() => []);
    const written = await readText(packagePath, 'model package');
    if (!written.ok)
        return { model: written, notes: [] };
    const { text } = written.value;
    const description = readPackage(text, new Set(names));
    const problems = description.ok ? [] : description.problems.map((found) => placed(found, { file: shownPath(packagePath), line: found.line ?? lineOf(text, found) }));
    const read = await readTables(folder, description.tables, problems);
    const model = modelOf(description.ok ? description.value : undefined, basename(folder), read);
    problems.push(...tableProblems(model, folder, read, new Set([...names, ...description.tables])));
    return { model: problems.length > 0 ? invalid(problems) : valid(model), notes: [...read.values()].flatMap(({ notes }) => notes) };
}
async function readTables(folder, tables, problems) {
    const read = new Map();
    for (const table of tables) {
        const path = join(folder, `${table}.csv`);
        const bytes = await readFile(path).catch((error) => {
            problems.push({ ...unreadable(path, error, 'table'), path: `${table}.csv` });
            return null;
        });
        if (bytes === null)
            continue;
        const result = await readTable(table, bytes, shownPath(path));
        read.set(table, result);
        problems.push(...result.problems);
    }
    return read;
}
function modelOf(description, folder, read) {
    const tables = { ...emptyTables() };
    // Rows are put in the order of their keys, so that a file with its rows shuffled gives the same case, the same hash and the same bits.
    for (const [table, { rows }] of read)
        tables[table] = Object.freeze(inKeyOrder(table, rows).map((row) => Object.freeze(row)));
    // Each row has passed the schema of its table; where one has not, the model goes no further than the checks that name its problems.
    const stated = tables;
    const { name = folder, title = folder, title_zh = title, version = '' } = description ?? {};
    return { id: name, title: { en: title, zh: title_zh }, version, tables: { ...stated, ...withClassDefaults(stated.stations, stated.regulation_classes) } };
}
/** Problems between tables, with the file, line and column of the row that each is about; `lying` names the tables listed and the files in the folder. */
function tableProblems(model, folder, read, lying) {
    const places = new Map([...read].map(([table, result]) => [table, placesByKey(table, result)]));
    const unread = new Set(Object.keys(TABLES).filter((table) => isUnread(table, read, lying)));
    return checkModel(model, unread).map((found) => {
        const at = splitRowPath(found.path);
        if (at === null)
            return found;
        const rows = places.get(at.table);
        const file = shownPath(join(folder, `${at.table}.csv`));
        const lines = at.key === null ? undefined : rows?.get(at.key);
        const place = lines?.[found.code.startsWith('duplicate') ? lines.length - 1 : 0];
        return placed(found, { file, line: place?.line ?? 1, column: place?.columns[at.column ?? ''] ?? 1 });
    });
}
/** Whether a table has rows that this program has not seen: its file is listed or required, and missing, unreadable or not even listed. */
function isUnread(table, read, lying) {
    const result = read.get(table);
    if (result === undefined)
        return lying.has(table) || lying.has(`${table}.csv`) || !OPTIONAL_TABLES.has(table);
    return result.rows.length === 0 && result.problems.length > 0;
}
function placesByKey(table, { rows, places }) {
    const byKey = new Map();
    rows.forEach((row, i) => {
        const key = rowKey(table, row);
        const known = byKey.get(key);
        if (known)
            known.push(places[i]);
        else
            byKey.set(key, [places[i]]);
    });
    return byKey;
}
/** The line of `datapackage.json` that holds the offending value, else the first. */
function lineOf(text, { value }) {
    if (typeof value !== 'string' || value === '')
        return 1;
    const index = text.indexOf(JSON.stringify(value));
    return index < 0 ? 1 : text.slice(0, index).split('\n').length;
}
const ID = /^[a-z0-9-]{1,64}$/;
/** The models in the folders of `root`, by folder name; no id is ever used as a path before it has been found to be a plain name. */
export function fileModels(root) {
    return {
        async model(id) {
            const known = await folderNames(root);
            if (ID.test(id) && known.includes(id))
                return namedAsFolder(await loadModelFolder(join(root, id)), id, root);
            return invalid([problem('unknown-model', 'model', id, known.length > 0 ? `one of ${known.join(', ')}` : 'a folder of models', `there is no model "${id}"`, 'name an existing model')]);
        },
        async listModels() {
            const models = await Promise.all((await folderNames(root)).map((id) => titleOf(root, id)));
            return models.filter((model) => model !== null);
        },
    };
}
function namedAsFolder(model, id, root) {
    if (!model.ok || model.value.id === id)
        return model;
    const file = shownPath(join(root, id, PACKAGE));
    return invalid([placed(problem('id-mismatch', 'name', model.value.id, id, `the folder "${id}" holds a model named "${model.value.id}"`, 'give the folder and "name" the same id'), { file, line: 1, column: 1 })]);
}
async function folderNames(root) {
    try {
        const entries = await readdir(root, { withFileTypes: true });
        return entries.filter((entry) => entry.isDirectory() && ID.test(entry.name)).map((entry) => entry.name).sort();
    }
    catch {
        return [];
    }
}
/** A folder without a readable package is not a model and is not listed. */
async function titleOf(root, id) {
    try {
        const written = await readText(join(root, id, PACKAGE), 'model package');
        if (!written.ok)
            return null;
        const { title, title_zh } = JSON.parse(written.value.text);
        const en = typeof title === 'string' ? title : id;
        return { id, title: { en, zh: typeof title_zh === 'string' ? title_zh : en } };
    }
    catch {
        return null;
    }
}
