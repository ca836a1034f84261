import { readFile } from 'node:fs/promises';
import { invalid } from "../system/problem.js";
import { placed, shownPath, unreadable } from "./file-problems.js";
import { decodeText } from "./tables/decoded-text.js";
/** The text of a file that people edit, whatever encoding it was saved in; or why there is none, with the name of the file. */
export async function readText(path, what) {
    let bytes;
    try {
        bytes = await readFile(path);
    }
    catch (error) {
        return invalid([unreadable(path, error, what)]);
    }
    const decoded = decodeText(bytes);
    return decoded.ok ? decoded : invalid(decoded.problems.map((found) => placed(found, { file: shownPath(path), line: found.line ?? 1, column: 1 })));
}
