import { InvalidInput, problem } from "../../system/problem.js";
/** A page of a list that is at hand whole. */
export function pageOf(all, limit, cursor) {
    const start = cursor === undefined ? 0 : offsetOf(cursor);
    const end = start + limit;
    return { items: all.slice(start, end), next: end < all.length ? String(end) : null };
}
function offsetOf(cursor) {
    if (/^\d{1,9}$/.test(cursor))
        return Number(cursor);
    throw badCursor(cursor);
}
export const badCursor = (cursor) => new InvalidInput([problem('cursor', 'cursor', cursor, 'the `next` of a page', 'this is not a cursor of this list', 'start without a cursor and follow `next`')]);
