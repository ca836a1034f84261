import { echoed, quoting } from "./echo.js";
/** Longest path, and longest limit, message and hint, in characters. */
const MOST_PATH = 200;
const MOST_WORDS = 1000;
/** What the reader wrote is shown cut (`echoed`), wherever it stands: no problem is longer than a page, however long the input. */
export const problem = (code, path, value, limit, message, hint) => ({
    code, path: quoting(path, value, MOST_PATH), value: echoed(value), limit: limit === null ? null : quoting(limit, value, MOST_WORDS),
    message: quoting(message, value, MOST_WORDS), hint: quoting(hint, value, MOST_WORDS),
});
/** Problems told in the message of an error, which is for logs; the list has them all. */
const MOST_TOLD = 20;
/** Thrown where invalid input must stop the work; it always carries every problem found, never the first alone. */
export class InvalidInput extends Error {
    problems;
    constructor(problems) {
        const more = problems.length > MOST_TOLD ? [`and ${problems.length - MOST_TOLD} more`] : [];
        super([...problems.slice(0, MOST_TOLD).map((p) => `${p.path}: ${p.message}`), ...more].join('\n'));
        this.problems = problems;
        this.name = 'InvalidInput';
    }
}
export const valid = (value) => ({ ok: true, value });
export const invalid = (problems) => ({ ok: false, problems });
export function orThrow(checked) {
    if (checked.ok)
        return checked.value;
    throw new InvalidInput(checked.problems);
}
