import { breakDown } from "../accounting/breakdown.js";
import { disposition } from "../accounting/disposition.js";
import { createLedger, hydroTotal, inStatistic } from "../accounting/ledger.js";
import { withDrawnWater, withFlow } from "../compile-case/with-drawn-water.js";
import { waterDraws } from "../hydrology/water-draws.js";
import { runPair, seasonPlanOf } from "../run-case.js";
import { startsUnplanned } from "../dispatch/standing.js";
import { calibratedModel } from "../../system/calibrated-model.js";
import { choiceOf } from "./drawn-choice.js";
import { calendarMonths, drawnInputs } from "./drawn-inputs.js";
import { chosenWorlds } from "./drawn-worlds.js";
import { naturalPower } from "./natural-energy.js";
import { varyCase } from "./vary-case.js";
/** Both worlds of a draw, reference first, with the same structure, place, water, limits, schedules, demand and load size; draw k is the same whatever was drawn before. */
export function pairCases(setup) {
    const { seed, drawn, structures, places } = setup;
    const worldsOf = chosenWorlds(setup);
    const [first] = worldsOf({ structure: null, place: null, sizeMw: null }).cases;
    const inputsOf = drawnInputs(drawn, seed, first.sections.ids.length, calendarMonths(first), first.stations.ids.length);
    const years = drawn.some((row) => row.input === 'water') ? waterDraws(calibratedModel(setup.model, setup.counterfactual), seed, { start: first.start, days: first.days }) : null;
    return (draw) => {
        const inputs = inputsOf(draw);
        const [structure, place] = [choiceOf(seed, 'structure', structures.length, draw), choiceOf(seed, 'place', places.length, draw)];
        const chosen = { structure: structures[structure] ?? null, place: places[place] ?? null };
        const worlds = worldsOf({ ...chosen, sizeMw: inputs.sizeMw });
        const year = years?.year(draw);
        const [kept, removed] = worlds.cases.map((c, world) => {
            const flow = worlds.flows[world];
            return varyCase(year ? withDrawnWater(c, worlds.rivers[world], year)
                : withFlow(c, worlds.rivers[world], (mean, gauge, hour) => flow(mean, gauge, hour) * inputs.waterError[c.monthOfDay[Math.floor(hour / 24)]], `${c.waterYear}-drawn-${seed}-${draw}`), inputs);
        });
        const choices = { ...(structures.length > 0 && { structure: [structure] }), ...(places.length > 0 && { place: [place] }) };
        const undrawn = { key: `${structure} ${place}`, cases: () => worldsOf({ ...chosen, sizeMw: null }).cases };
        return { cases: [kept, removed], figures: { ...drawnFigures(kept, worlds, first.sections.ids, drawn, inputs), ...choices }, undrawn };
    };
}
/**
 * Draws pairs, dispatched and booked: the same bits whatever was drawn before, and where. Heads of all draws of a structure and place are those of its undrawn pair's plans, whose
 * solutions are also where the solver begins.
 */
export function pairDraws(setup) {
    const casesOf = pairCases(setup);
    const plans = new Map();
    return (draw, solve, onProgress) => {
        const { cases: [kept, removed], figures, undrawn } = casesOf(draw);
        const like = startsUnplanned(kept) ? [] : plans.get(undrawn.key) ?? undrawn.cases().map((c) => seasonPlanOf(c, solve));
        plans.set(undrawn.key, like);
        const [before, after] = runPair([kept, removed], solve, (world, { fraction }) => onProgress((world + fraction) / 2), like);
        return summary(draw, createLedger(kept, before), createLedger(removed, after), figures);
    };
}
function summary(draw, reference, counterfactual, inputs) {
    const world = (ledger) => ({ curtailed: hydroTotal(ledger, inStatistic).curtailed, all: hydroTotal(ledger).curtailed });
    const [before, after] = [reference, counterfactual].map((ledger) => breakDown(ledger).byMonth);
    return {
        draw, removed: disposition(reference, counterfactual).removed, reference: world(reference), counterfactual: world(counterfactual),
        deltaByMonth: after.map(({ key, mwh }, month) => ({ key, mwh: mwh - before[month].mwh })), inputs,
    };
}
/** Share of all rated capacity that is out: outages of single stations would be too many to rank. */
const capacityOut = ({ stations: { ratedCapacity } }, out) => ratedCapacity.reduce((sum, mw, i) => sum + mw * out[i], 0) / ratedCapacity.reduce((sum, mw) => sum + mw, 0);
/** Water is told by what it can give in each month against what the stated water of the same structure gives: that is what the other months, gauges and days of a draw add up to. */
function drawnFigures(c, { power }, sections, drawn, one) {
    const figures = drawn.flatMap(({ input }) => {
        if (input === 'structure')
            return [];
        if (input === 'water' || input === 'water_error')
            return [[input, [...naturalPower(c)].map((mw, month) => (power[month] > 0 ? mw / power[month] : mw))]];
        if (input === 'section_limit')
            return sections.map((id, s) => [`${input}:${id}`, [one.sectionLimit[s]]]);
        if (input === 'forced_outage')
            return [[input, [capacityOut(c, one.forcedOutage)]]];
        if (input === 'size')
            return [[input, [one.sizeMw ?? 0]]];
        return [[input, [input === 'demand' ? one.demand : one.exportAcceptance]]];
    });
    return Object.fromEntries(figures);
}
