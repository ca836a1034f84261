import { addedPower } from "../engine/accounting/added-power.js";
import { shapley } from "../engine/attribution/shapley.js";
import { contentHash } from "../engine/compile-case/hash.js";
import { InvalidInput } from "../system/problem.js";
import { effectOfGain, gainOf, packageWorld } from "./measure-effect.js";
import { countermeasureOf, packageProblems } from "./package-checks.js";
import { changeHours, prepareRun } from "./prepare-case.js";
import { runIdentity } from "./identity.js";
import { meanProgress, sharedWorlds } from "./shared-worlds.js";
import { someAtOnce } from "./some-at-once.js";
const AT_ONCE = 2;
/** Level screen unless another is asked for. Throws `InvalidInput` with every problem of the package. */
async function prepare(deps, scenario, asked, given) {
    const problems = packageProblems(scenario, asked.with);
    if (problems.length > 0)
        throw new InvalidInput(problems);
    const options = { level: 'screen', ...given };
    const members = asked.with.map((one) => countermeasureOf(scenario, one));
    const worlds = Array.from({ length: 1 << members.length }, (_, mask) => ({ ...scenario, measures: [...scenario.measures, ...members.flatMap(({ measures }, k) => (mask & (1 << k) ? measures : []))] }));
    const whole = worlds[worlds.length - 1];
    const replan = changeHours(whole);
    return { members, worlds, options, replan, whole: await prepareRun(deps, whole, options, replan) };
}
export async function packageIdentity(deps, scenario, asked, options) {
    const { members, whole } = await prepare(deps, scenario, asked, options);
    return contentHash(['package', await runIdentity(deps, scenario, { level: 'screen', ...options }), whole.world.case.hash, members, whole.model.tables.valuations]);
}
/**
 * What counter-measures recover of a scenario's curtailment: each alone, in every combination, and as its Shapley share of them all. Every world has the same
 * water, demand and days of review.
 */
export async function packageScenario(deps, scenario, asked, given, watch) {
    const started = deps.clock.now();
    const prepared = await prepare(deps, scenario, asked, given);
    const begun = deps.clock.now();
    const { books, power, hash } = await solveAll(deps, prepared, watch);
    const valuations = inOrder(prepared.whole.model.tables.valuations);
    const [without] = books;
    const gains = books.map((book) => gainOf(without, book));
    const effect = (gain, mw) => effectOfGain(gain, without.months, mw, valuations);
    const shares = shareGains(prepared.members.length, gains);
    const all = books.length - 1;
    return {
        schema: 'spillway/package@1', scenario: { id: scenario.id, hash }, title: scenario.title, window: without.window, settings: without.settings,
        curtailed_gwh: { statistic: without.statistic, all_spill: without.allSpill },
        measures: prepared.members.map(({ id, title, why, source }, k) => ({ id, title, mw: power[1 << k], why, source, alone: effect(gains[1 << k], power[1 << k]), share: effect(shares[k], power[1 << k]) })),
        package: { mw: power[all], ...effect(gains[all], power[all]) },
        combinations: gains.slice(1).map(({ statistic, allSpill }, at) => ({ with: prepared.members.filter((_, k) => (at + 1) & (1 << k)).map(({ id }) => id), recovered_gwh: { statistic, all_spill: allSpill } })),
        valuations: valuations.map(({ id, kind, name_en, name_zh, unit, value, source, confidence }) => ({ id, kind, name: { en: name_en, zh: name_zh }, unit, value, source, confidence })),
        timing_ms: { startup: 0, load: begun - started, total: deps.clock.now() - begun },
    };
}
/** Prices from the lowest up, then factors. */
function inOrder(valuations) {
    const kinds = ['price', 'co2', 'coal'];
    return [...valuations].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.value - b.value);
}
async function solveAll(deps, { worlds, options, replan, whole }, watch) {
    const solved = sharedWorlds(deps, watch, packageWorld);
    const tell = meanProgress(worlds.length, 'package', watch);
    const compiled = async (scenario) => (await prepareRun(deps, scenario, options, replan)).world.case;
    const base = await compiled(worlds[0]);
    try {
        const found = await someAtOnce(worlds, AT_ONCE, async (scenario, at) => {
            const c = at === worlds.length - 1 ? whole.world.case : await compiled(scenario);
            return { book: await solved.solve(c, (fraction) => tell(at, fraction)), power: addedPower(base, c) };
        });
        return { books: found.map(({ book }) => book), power: found.map(({ power }) => power), hash: base.hash };
    }
    catch (error) {
        solved.stop();
        throw error;
    }
}
/** Every additive figure shared by itself; `gains[mask]` is what the counter-measures of the mask gain together. */
function shareGains(members, gains) {
    const share = (of) => shapley(members, gains.map(of));
    const [statistic, allSpill, sold, allSold] = [share((g) => g.statistic), share((g) => g.allSpill), share((g) => g.sold), share((g) => g.allSold)];
    const [exported, thermal] = [share((g) => g.exported), share((g) => g.thermal)];
    const months = gains[0].byMonth.map((_, m) => share((g) => g.byMonth[m]));
    return Array.from({ length: members }, (_, k) => ({
        statistic: statistic[k], allSpill: allSpill[k], sold: sold[k], allSold: allSold[k], exported: exported[k], thermal: thermal[k], byMonth: months.map((month) => month[k]),
    }));
}
