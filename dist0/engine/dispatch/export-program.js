import { scaleOf } from "../scale.js";
import { atScale } from "../solver/at-scale.js";
import { createInteriorPoint } from "../solver/interior-point.js";
import { openWindow } from "./opening.js";
import { buildCostProgram } from "./exact-window.js";
/** The one perfect-foresight hourly program of the case's window, cost stage: the same that a run at level exact bounds. */
export const exportProgram = (c, solve = createInteriorPoint()) => exportWindow(c, solve).program;
/** The same, with the places of its columns and rows. */
export function exportWindow(c, solve = createInteriorPoint()) {
    const { plan, start } = openWindow(c, atScale(solve, scaleOf(c).power));
    return buildCostProgram(c, plan, start);
}
