import { behindSections, breakDown } from "../engine/accounting/breakdown.js";
import { hydroTotal, inStatistic } from "../engine/accounting/ledger.js";
import { CAUSES, relax } from "../engine/attribution/relax.js";
import { amounts, difference, inTurn, sharedAmong, times, withSurplus } from "./cause-amounts.js";
import { causeScales } from "./cause-scale.js";
import { gwh } from "./run-result.js";
import { runWorlds } from "./run-worlds.js";
import { sectionChecks } from "./section-checks.js";
const DIVISIONS = ['byMonth', 'byBasin', 'byZone', 'byHourClass', 'bySection'];
/**
 * Divides the curtailment of both worlds among the causes asked for: Shapley values over all sets of lifted limits, what is left when all are lifted being surplus. The
 * runs are made at level screen with the comparison's own foresight; each world's amounts are then scaled to the curtailment of its `books` at the comparison's own level, and the scale is told, with what is not divided. `sensitivity`: the
 * same once more with exports and storage lifted further.
 */
export async function attribute(deps, pair, asked, books, watch, sensitivity = false) {
    const causes = CAUSES.filter((cause) => asked.includes(cause));
    const screens = pair.map(asScreen);
    const told = [];
    const checks = [];
    for (const [world, c] of screens.entries()) {
        const { sets, further, base } = await relaxedRuns(deps, c, causes, sensitivity, partOf(watch, world, 0, RELAXED));
        const known = c.foresight === 'perfect' || !causes.includes('sections') ? base : (await runWorlds(deps, [asKnown(pair[world])], { signal: watch.signal }))[0];
        if (causes.includes('sections'))
            checks.push(...await sectionChecks(deps, WORLDS[world], known, partOf(watch, world, RELAXED, 1 - RELAXED)));
        told.push(worldCauses(causes, sets, further));
    }
    const booked = [asBooked(books[0]), asBooked(books[1])];
    const scales = causeScales([told[0].total.total_gwh, told[1].total.total_gwh], [gwh(booked[0].total), gwh(booked[1].total)]);
    const [reference, counterfactual] = told.map((world, at) => met(world, scales[at], (of) => restOf(booked[of], told[of])));
    const rows = (division) => reference.parts[division].map((row) => {
        const other = counterfactual.parts[division].find((r) => r.key === row.key) ?? times(row, 0);
        return { key: row.key, reference: amounts(row), counterfactual: amounts(other), delta: difference(row, other) };
    });
    return {
        method: `shapley over ${causes.join(', ')}; surplus is the rest${causes.length < CAUSES.length ? ', causes not asked for included' : ''}`, level: 'screen', foresight: screens[0].foresight, scale: { reference: scales[0].scale, counterfactual: scales[1].scale }, undivided_gwh: { reference: scales[0].rest, counterfactual: scales[1].rest },
        reference: reference.total, counterfactual: counterfactual.total, delta: difference(reference.total, counterfactual.total),
        by_month: rows('byMonth'), by_basin: rows('byBasin'), by_zone: rows('byZone'), by_hour_class: rows('byHourClass'), by_section: rows('bySection'),
        sequential: {
            method: 'limits lifted one after another; the order decides the amounts', order: causes,
            reference: reference.sequential, counterfactual: counterfactual.sequential, delta: difference(reference.sequential, counterfactual.sequential),
        },
        sensitivity: reference.further && counterfactual.further && {
            method: 'the same with exports lifted without limit and storage by a tenth more volume', reference: reference.further, counterfactual: counterfactual.further, delta: difference(reference.further, counterfactual.further),
        },
        checks,
    };
}
/** The same world as the season in blocks, planned anew as often as before. */
const asScreen = (c) => ({ ...c, level: 'screen', hash: `${c.hash}-screen` });
/** With the water known: one MW more is less than what plans made anew differ by. */
const asKnown = (c) => ({ ...c, level: 'screen', foresight: 'perfect', hash: `${c.hash}-known` });
/** The curtailment that a ledger holds, in all and by what it is divided by. */
function asBooked(ledger) {
    const { byMonth, byBasin, byZone, byHourClass } = breakDown(ledger);
    return { total: hydroTotal(ledger, inStatistic).curtailed, parts: { byMonth, byBasin, byZone, byHourClass, bySection: behindSections(ledger.case, byZone) } };
}
/** Every set of lifted limits; `further`: the curtailment of each with exports and storage lifted further. Sets that are the same either way are run once. */
async function relaxedRuns(deps, c, causes, sensitivity, watch) {
    const masks = Array.from({ length: 1 << causes.length }, (_, set) => maskOf(causes, set));
    const ledgers = await runWorlds(deps, [...masks.map((mask) => relax(c, mask)), ...(sensitivity ? masks.map((mask) => relax(c, mask, 'further')) : [])], watch);
    const sets = ledgers.slice(0, masks.length).map(asBooked);
    return { sets, further: sensitivity ? ledgers.slice(masks.length).map((ledger) => asBooked(ledger).total) : null, base: ledgers[0] };
}
/** The set of causes, bit k for `causes[k]`, as the mask that lifts them. */
const maskOf = (causes, set) => causes.reduce((mask, cause, k) => ((set & (1 << k)) === 0 ? mask : mask | (1 << CAUSES.indexOf(cause))), 0);
function worldCauses(causes, sets, further) {
    const parts = (division) => sets[0].parts[division].map(({ key }) => ({
        key, ...sharedAmong(causes, sets.map((set) => set.parts[division].find((row) => row.key === key)?.mwh ?? 0)),
    }));
    const totals = sets.map((set) => set.total);
    return { total: sharedAmong(causes, totals), sequential: inTurn(causes, totals), further: further && sharedAmong(causes, further), parts: divided(parts) };
}
const divided = (of) => Object.fromEntries(DIVISIONS.map((division) => [division, of(division)]));
/** Amounts of a world that meet its books: scaled, and with the part that no cause is told of in the surplus. */
function met(world, { scale, rest, restOf: of }, restBy) {
    const by = of === null ? null : restBy(of);
    const whole = (a) => withSurplus(times(a, scale), rest);
    return {
        total: whole(world.total), sequential: whole(world.sequential), further: world.further && whole(world.further),
        parts: divided((division) => world.parts[division].map((row) => withSurplus(times(row, scale), by?.[division].get(row.key) ?? 0))),
    };
}
/** What the books hold beyond the season in blocks, GWh by key. */
const restOf = ({ parts }, world) => divided((division) => new Map(world.parts[division].map(({ key, total_gwh }) => [key, gwh(parts[division].find((row) => row.key === key)?.mwh ?? 0) - total_gwh])));
const WORLDS = ['reference', 'counterfactual'];
/** Share of a world's time that its relaxed runs take; the checks take the rest. */
const RELAXED = 0.75;
const partOf = (watch, world, from, share) => ({ signal: watch.signal, onProgress: (progress) => watch.onProgress?.({ ...progress, stage: 'causes', fraction: (world + from + share * progress.fraction) / 2 }) });
