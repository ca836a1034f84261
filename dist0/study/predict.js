import { compileCase } from "../engine/compile-case/compile-case.js";
import { sharedBy } from "../engine/compile-case/shared-by.js";
import { calendarMonths, drawnInputs } from "../engine/ensemble/drawn-inputs.js";
import { triangular } from "../engine/ensemble/triangular.js";
import { varyCase } from "../engine/ensemble/vary-case.js";
import { STREAMS, uniform } from "../engine/hydrology/standard-normal.js";
import { ENGINE_VERSION } from "../engine/tables.js";
import { withFittedValues } from "../system/calibrated-model.js";
import { formatDate } from "../system/calendar.js";
import { orThrow } from "../system/problem.js";
import { sharingIn, structuralVariant } from "../system/structure.js";
import { calibrationRuns, refuseScenarios } from "./calibration-runs.js";
import { refusePrediction } from "./prediction-checks.js";
import { predictedRows, saidOf } from "./prediction-rows.js";
import { inferredKnots, withDrawnKnots } from "./predicted-knots.js";
import { partOf } from "./ensemble.js";
import { runWorlds } from "./run-worlds.js";
const OPTIONS = { level: 'screen', foresight: 'perfect' };
const SIDE_BY_SIDE = 6;
/** Drawn inputs that the prediction has a finer account of, or that belong to another basis. */
const OWN = ['water', 'water_error', 'size', 'structure'];
const ASSUMED_PART = 1_000;
/** For the progress bar alone. */
const PROFILE_RUNS = 55;
const PROFILE_SHARE = 0.2;
const MS_PER_HOUR = 3_600_000;
/**
 * Curtailment of a year to which none was fitted, period by period, with what is uncertain of it: water inferred (what the facts behind it leave plausible), section limits, export acceptance, demand, the part
 * outside the season, and the structure where structures have been calibrated. Draws 2j and 2j + 1 mirror one another. The same model, fit and seed give the same figures.
 */
export async function predict(deps, asked, watch) {
    const entered = deps.clock.now();
    const model = orThrow(await deps.models.model(asked.model));
    const { year: { year, scenario }, draws, seed, fit } = asked;
    refusePrediction(model, asked);
    refuseScenarios(model, [asked.year]);
    const begun = deps.clock.now();
    const runs = calibrationRuns(deps, [asked.year], PROFILE_RUNS, partOf(watch, 0, PROFILE_SHARE));
    const base = { model, sharing: 1 };
    const knots = await inferredKnots(runs, base, year, fit);
    const structures = (fit.structures?.variants ?? []).map(({ variant, values }) => ({ model: withFittedValues(structuralVariant(model, variant), new Map(Object.entries(values))), sharing: sharingIn(model, variant) }));
    const rows = model.tables.uncertainty.filter((row) => !OWN.includes(row.input) && (row.drawn === 'always' || row.drawn === scenario.basis));
    const stated = compileCase(model, scenario, OPTIONS);
    const caseOf = drawnCase({ structured: [base, ...structures], knots, rows, asked, stated });
    const said = await sayAll(deps, (k) => (k === 0 ? stated : caseOf(k - 1)), draws + 1, model, partOf(watch, PROFILE_SHARE, 1 - PROFILE_SHARE));
    return {
        schema: 'spillway/prediction@1', model: { id: model.id, version: model.version }, year, scenario: scenario.id, hash: stated.hash, settings: { ...OPTIONS, engine_version: ENGINE_VERSION },
        made: formatDate(Math.floor(deps.clock.now() / MS_PER_HOUR)), draws, seed, published_figures: model.tables.reported.filter((row) => row.quantity === 'curtailment' && row.period.startsWith(String(year))).length,
        drawn: drawnText(rows, knots, structures.length), knots, structures: (fit.structures?.variants ?? []).map(({ variant }) => variant),
        rows: predictedRows(model, year, said[0], said.slice(1), (draw, part) => assumedDraw(seed, draw, part)), runs: runs.count() + said.length,
        timing_ms: { startup: 0, load: begun - entered, total: deps.clock.now() - begun },
    };
}
/** Draw k as a case: a pure function of k. Mirrored pairs take turns among the structures. */
function drawnCase({ structured, knots, rows, asked: { year: { scenario }, seed }, stated }) {
    const inputsOf = drawnInputs(rows, seed, stated.sections.ids.length, calendarMonths(stated), stated.stations.ids.length);
    return (draw) => {
        const { model, sharing } = structured[Math.floor(draw / 2) % structured.length];
        const drawn = withDrawnKnots(model, knots, knots.map((_, i) => mirrored(seed, draw, i)));
        return varyCase(sharedBy(compileCase(drawn, scenario, OPTIONS), sharing), inputsOf(draw));
    };
}
const mirrored = (seed, draw, index) => {
    const share = uniform(seed, STREAMS.prediction, Math.floor(draw / 2), index);
    return draw % 2 === 1 ? 1 - share : share;
};
/** What the part outside the season comes to in a draw: triangular about the central figure, all months alike. */
const assumedDraw = (seed, draw, { low, central, high }) => (high > low ? triangular(mirrored(seed, draw, ASSUMED_PART), low, central, high) : central);
/** Compiles and runs some at a time: the cases of all draws together would not fit in memory. */
async function sayAll(deps, caseAt, count, model, watch) {
    const said = [];
    while (said.length < count) {
        const cases = Array.from({ length: Math.min(SIDE_BY_SIDE, count - said.length) }, (_, k) => caseAt(said.length + k));
        const ledgers = await runWorlds(deps, cases, { signal: watch.signal });
        said.push(...ledgers.map((ledger) => saidOf(model, ledger)));
        watch.onProgress?.({ stage: 'draws', done: said.length, total: count, fraction: said.length / count });
    }
    return said;
}
function drawnText(rows, knots, structures) {
    return [
        ...knots.map(({ parameter }) => ({ input: parameter, how: 'from the profile of its misfit, other numbers held', source: 'calibration.csv, calibration_facts.csv' })),
        ...rows.map(({ input, distribution, low, high, sd, source }) => ({ input, how: `${distribution} ${sd === undefined ? `${low} to ${high}` : `sd ${sd}`}`, source })),
        { input: 'outside_season', how: 'triangular over low, central and high, all months alike', source: 'outside_season.csv' },
        ...(structures > 0 ? [{ input: 'structure', how: `the model and ${structures} others in turn`, source: 'structures.csv' }] : []),
    ];
}
