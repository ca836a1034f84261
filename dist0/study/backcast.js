import { compileCase } from "../engine/compile-case/compile-case.js";
import { contentHash } from "../engine/compile-case/hash.js";
import { monthKey } from "../system/calendar.js";
import { InvalidInput, orThrow } from "../system/problem.js";
import { backcastRows } from "./backcast-rows.js";
import { holdsPeak, modelledSeries } from "./modelled-series.js";
import { prepareRun } from "./prepare-case.js";
import { boundsOf, settingsOf, windowText } from "./run-result.js";
import { runWorlds } from "./run-worlds.js";
/** The model against published out-turns, year by year. Throws `InvalidInput` with every problem of every scenario, `LedgerError` where books do not close. */
export async function backcast(deps, asked, options, watch) {
    const entered = deps.clock.now();
    const { model, cases } = await prepare(deps, asked, options);
    const predictions = await predictionsOf(deps, model, asked);
    const begun = deps.clock.now();
    const ledgers = await runWorlds(deps, cases, watch);
    const worlds = asked.scenarios.map((world, i) => ({ ...world, ledger: ledgers[i] }));
    return {
        schema: 'spillway/backcast@1', model: { id: model.id, version: model.version }, years: asked.years,
        runs: worlds.map(({ year, scenario, ledger }) => ({
            year, scenario: scenario.id, hash: ledger.case.hash, window: windowText(ledger), settings: settingsOf(ledger), relative_gap: boundsOf(ledger).relative_gap,
        })),
        predictions: predictions.map((one) => shownPrediction(model, asked, one)),
        bases: model.tables.reported_series.map(({ quantity, series, covers, comparable, basis_en, basis_zh, source, confidence }) => ({ quantity, series, covers, comparable: comparable === 'yes', basis: { en: basis_en, zh: basis_zh }, source, confidence })),
        rows: backcastRows(model, asked.years, worlds.map(({ year, ledger }) => modelledYear(model, year, ledger)), predictions),
        timing_ms: { startup: 0, load: begun - entered, total: deps.clock.now() - begun },
    };
}
/** Hex name of a backcast: of its cases, the years, and the published figures beside them. */
export async function backcastIdentity(deps, asked, options) {
    const { model, cases } = await prepare(deps, asked, options);
    const { reported, reported_series, backcast_years, outside_season } = model.tables;
    const predictions = await predictionsOf(deps, model, asked);
    const worlds = asked.scenarios.map(({ year, scenario }, i) => ({ year, scenario: scenario.id, hash: cases[i].hash }));
    return contentHash(['backcast', model.id, model.version, asked.years, worlds, reported, reported_series, backcast_years, outside_season, ...predictions]);
}
/** The window is that of each scenario; water is known ahead unless asked otherwise, and the quick level is enough for sums over months. */
async function prepare(deps, { model: id, scenarios }, { foresight = 'perfect', level = 'screen' }) {
    const model = orThrow(await deps.models.model(id));
    const prepared = await Promise.all(scenarios.map(({ scenario }) => prepareRun(deps, scenario, { foresight, level }).then(({ world }) => ({ case: world.case, problems: [] }), (error) => {
        if (error instanceof InvalidInput)
            return { case: null, problems: error.problems };
        throw error;
    })));
    const problems = prepared.flatMap((one) => one.problems);
    if (problems.length > 0)
        throw new InvalidInput(problems);
    return { model, cases: prepared.flatMap((one) => one.case ?? []) };
}
const predictionsOf = async (deps, { id }, { years }) => (await deps.models.predictions?.(id) ?? []).filter((one) => years.includes(one.year));
function shownPrediction(model, { scenarios }, { year, made, hash, draws, seed, published_figures, structures, settings }) {
    const scenario = scenarios.find((one) => one.year === year)?.scenario;
    const now = scenario && compileCase(model, scenario, { level: settings.level, foresight: settings.foresight }).hash;
    return { year, made, hash, draws, seed, published_figures, structures, engine_version: settings.engine_version, same_case: now === hash };
}
const modelledYear = (model, year, ledger) => ({
    year, window: [monthKey(ledger.start), monthKey(ledger.start + ledger.hours - 1)], holdsPeak: holdsPeak(model, year, ledger), of: (series) => modelledSeries(ledger, series),
});
