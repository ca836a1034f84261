import { startOfDay } from "../../system/calendar.js";
import { instantOf } from "../../system/measure.js";
export function seasonOf({ window }) {
    const [first, end] = [instantOf(window.start), instantOf(window.end)];
    const start = startOfDay(first);
    return { start, days: Math.ceil((end - start) / 24), opens: first - start, closes: end - start };
}
