import { didYouMean } from "../nearest.js";
import { problem } from "../problem.js";
/** No problem when `value` is one of `known`, else one that names the nearest. `what` is the noun: `zone`, `section`. */
export function mustBeKnown(what, path, value, known, where) {
    // A row whose id is empty is reported as that; it may be the one that is meant.
    if (known.includes(value) || known.some((id) => id === undefined))
        return [];
    return [problem(`unknown-${what.replaceAll(' ', '-')}`, path, value, list(known), `there is no ${what} "${value}" in ${where}`, didYouMean(value, known, `name an existing ${what}`))];
}
const SHOWN = 12;
const list = (known) => (known.length === 0 ? 'none exist'
    : `one of ${known.slice(0, SHOWN).join(', ')}${known.length > SHOWN ? ` and ${known.length - SHOWN} more` : ''}`);
/** One problem for each id that stands more than once in a list. */
export function duplicateIds(what, path, ids) {
    const seen = new Set();
    return ids.flatMap((id, i) => {
        const twice = seen.has(id);
        seen.add(id);
        return twice ? [problem(`duplicate-${what}`, `${path}[${i}].id`, id, 'used once', `${what} id "${id}" is used twice`, `give this ${what} its own id`)] : [];
    });
}
