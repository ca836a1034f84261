import { dirname, resolve } from 'node:path';
import { overlayMeasures } from "../system/overlay-measures.js";
import { problem } from "../system/problem.js";
import { isStated, writtenProblems } from "../system/written-scenario.js";
import { placed, shownPath } from "./file-problems.js";
import { readText } from "./read-text.js";
import { encodingNotes } from "./tables/decoded-text.js";
import { readYaml } from "./yaml-text.js";
/** Longest chain of files that extend one another. */
const MAX_CHAIN = 16;
/** The files from the one asked for down to the one that extends nothing, given back in the opposite order, and the problems of each, those of the file asked for first. */
export async function readChain(path) {
    const { files, broken } = await readFiles(path);
    const judged = [];
    let inherited = broken ? null : [];
    for (const file of [...files].reverse()) {
        const one = judge(file, inherited);
        judged.unshift(one);
        inherited = one.measures;
    }
    return { chain: judged.flatMap(({ content }) => content ?? []).reverse(), problems: [...judged.flatMap(({ problems }) => problems), ...(broken ? [broken] : [])], notes: files.flatMap(({ notes }) => notes) };
}
/** The file asked for first; `broken`: why the chain has no end. */
async function readFiles(path) {
    const files = [];
    let extender = null;
    for (let next = path; next !== null;) {
        const file = await readOne(next, extender);
        files.push(file);
        next = file.yaml && extendedPath(file.path, file.yaml.data);
        extender = { file: file.file, ...(file.yaml?.position(['extends']) ?? { line: 1, column: 1 }) };
        const broken = next === null ? null : endless(next, files.map((one) => one.path), extender);
        if (broken)
            return { files, broken };
    }
    return { files, broken: null };
}
function endless(next, visited, at) {
    const from = visited.indexOf(next);
    if (from >= 0) {
        const names = [...visited.slice(from), next].map(shownPath).join(' -> ');
        return placed(problem('extends-cycle', 'extends', shownPath(next), 'a chain that ends', `the files extend one another in a circle: ${names}`, 'remove "extends" from the file that should stand alone'), at);
    }
    if (visited.length < MAX_CHAIN)
        return null;
    return placed(problem('extends-depth', 'extends', visited.length, `<= ${MAX_CHAIN} files`, 'too many files extend one another', 'merge some of them'), at);
}
/** `extender` is where another file names it, if one does: the place to mend when it does not exist. */
async function readOne(path, extender) {
    const file = shownPath(path);
    const read = await readText(path, 'scenario file');
    if (!read.ok)
        return { path, file, yaml: null, problems: read.problems.map((found) => atExtender(found, extender)), notes: [] };
    const yaml = readYaml(read.value.text);
    const problems = (yaml.ok ? yaml.value.problems : yaml.problems).map((found) => ({ ...found, file }));
    return { path, file, yaml: yaml.ok ? yaml.value : null, problems, notes: encodingNotes(read.value.encoding).map((one) => ({ ...one, file })) };
}
/** A file that is not there is mended where it is named; what is wrong within one is mended there. */
const atExtender = (found, extender) => (extender && found.line === undefined ? placed({ ...found, path: 'extends' }, extender) : found);
function extendedPath(path, data) {
    const named = typeof data === 'object' && data !== null ? data.extends : undefined;
    return typeof named === 'string' && named !== '' ? resolve(dirname(path), named) : null;
}
/** One file upon the measures that it inherits (null: not known), and those that it hands on. */
function judge({ path, file, yaml, problems }, inherited) {
    if (!yaml)
        return { content: null, problems, measures: null };
    const { data, position } = yaml;
    const own = writtenProblems(data, inherited).map(({ problem: found, keys }) => placed(found, { file, ...position(keys) }));
    // Only a valid file can be merged; its written form is what has just been accepted.
    const content = own.length === 0 ? { path, file, written: data, position } : null;
    const stated = data?.measures;
    const measures = inherited && overlayMeasures(inherited, Array.isArray(stated) ? stated.filter(isStated) : []);
    return { content, problems: [...problems, ...own], measures };
}
