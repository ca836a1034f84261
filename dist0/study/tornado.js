import { contentHash } from "../engine/compile-case/hash.js";
import { inputEnds, pairAt } from "../engine/ensemble/one-input.js";
import { isRemoval, quantityOf, withRemovedSize } from "../system/measure.js";
import { InvalidInput, problem } from "../system/problem.js";
import { EXPORT_RULES } from "../system/scenario.js";
import { comparisonIdentity } from "./identity.js";
import { changeHours, preparePair } from "./prepare-case.js";
import { meanProgress, sharedWorlds } from "./shared-worlds.js";
import { someAtOnce } from "./some-at-once.js";
import { worldSummary } from "./sweep-points.js";
const AT_ONCE = 2;
export const MOST_VARIANTS = 12;
/** Level screen unless another is asked for. */
const withLevel = (options) => ({ level: 'screen', ...options });
/** Equal questions have equal names; throws `InvalidInput` for what cannot be asked. */
export async function tornadoIdentity(deps, asked, given) {
    const options = withLevel(given);
    const { model } = await prepare(deps, asked, options);
    const variants = await Promise.all(asked.variants.map(({ reference, counterfactual }) => comparisonIdentity(deps, reference, counterfactual, options)));
    return contentHash(['tornado', await comparisonIdentity(deps, asked.reference, asked.counterfactual, options), model, variants]);
}
/**
 * Every uncertain input that the model declares put to its low and its high end, one at a time, in both worlds; then the rules for exports, and the variants. Worlds that are equal are solved once.
 */
export async function tornado(deps, asked, given, watch) {
    const started = deps.clock.now();
    const options = withLevel(given);
    const pair = await prepare(deps, asked, options);
    const { heads, trials } = trialsOf(deps, pair, asked, options);
    const begun = deps.clock.now();
    const { solved, worlds } = await solveAll(deps, trials, watch);
    const [base] = solved;
    const ends = solved.map((one, i) => ({ row: trials[i].row, end: endOf(trials[i].value, one) }));
    const rows = heads.map((head, row) => rowOf(head, ends.filter((one) => one.row === row).map(({ end }) => end), ends[0].end));
    const world = (which) => ({ id: pair[which].scenario.id, hash: pair[which].case.hash });
    const { value: _, ...effect } = ends[0].end;
    return {
        schema: 'spillway/tornado@1', id: asked.counterfactual.id, title: asked.counterfactual.title, reference: world('reference'), counterfactual: world('counterfactual'),
        window: base.removed.window, settings: base.removed.settings, base: effect, rows: inOrder(rows), worlds,
        timing_ms: { startup: 0, load: begun - started, total: deps.clock.now() - begun },
    };
}
async function prepare(deps, { reference, counterfactual, variants }, options) {
    const pair = await preparePair(deps, reference, counterfactual, options);
    const problems = [];
    if (rowsOf(pair).length === 0) {
        problems.push(problem('no-uncertainty', 'uncertainty.csv', pair.model.id, 'a row that applies', `model "${pair.model.id}" does not say what is uncertain and how widely`, 'add uncertainty.csv to the model'));
    }
    if (variants.length > MOST_VARIANTS)
        problems.push(problem('too-many-variants', 'variants', variants.length, `<= ${MOST_VARIANTS}`, `${variants.length} variants are named`, 'name fewer'));
    variants.forEach((variant, i) => {
        if (variant.counterfactual.model !== counterfactual.model)
            problems.push(problem('different-models', `variants[${i}]`, variant.counterfactual.model, counterfactual.model, `"${variant.counterfactual.id}" stands on another model`, 'name variants of the same model'));
    });
    if (problems.length > 0)
        throw new InvalidInput(problems);
    return pair;
}
/** The inputs that are uncertain for this pair, but for structures, which have no ends (`calibrate --variants` tells of each): water by what is known of it, and the size where a load is removed. */
function rowsOf({ model, counterfactual: { scenario } }) {
    const removed = scenario.measures.filter(isRemoval).reduce((sum, { size }) => sum + quantityOf(size, 'power'), 0);
    return model.tables.uncertainty.filter(({ input, drawn }) => input !== 'structure' && (drawn === 'always' || drawn === scenario.basis || (drawn === 'on-request' && removed > 0)));
}
function trialsOf(deps, pair, asked, options) {
    const compiled = { model: pair.model, scenarios: [pair.reference.scenario, pair.counterfactual.scenario], cases: [pair.reference.case, pair.counterfactual.case] };
    const anew = ({ reference, counterfactual }) => async () => {
        const made = await preparePair(deps, reference, counterfactual, options, changeHours(asked.counterfactual));
        return [made.reference.case, made.counterfactual.case];
    };
    const sized = (mw) => ({ reference: asked.reference, counterfactual: withRemovedSize(asked.counterfactual, mw) });
    const at = (ends, value) => (ends.row.input === 'size' ? anew(sized(value)) : () => Promise.resolve(pairAt(compiled, ends, value)));
    const heads = [];
    const trials = [{ row: -1, value: '', compile: () => Promise.resolve(compiled.cases) }];
    const add = (head, alternatives) => {
        trials.push(...alternatives.map((one) => ({ row: heads.length, ...one })));
        heads.push(head);
    };
    for (const ends of inputEnds(compiled, rowsOf(pair))) {
        const { source, confidence, unit } = ends.row;
        add({ input: ends.key, ends: ends.ends, unit, source, confidence }, [ends.low, ends.high].map((value) => ({ value, compile: at(ends, value) })));
    }
    const ruled = (export_rule) => ({ reference: { ...asked.reference, export_rule }, counterfactual: { ...asked.counterfactual, export_rule } });
    add({ input: 'export_rule', ends: 'choice', unit: null, source: 'every rule for exports that a scenario can state, in both worlds', confidence: 'assumed' }, EXPORT_RULES.map((rule) => ({ value: rule, compile: anew(ruled(rule)) })));
    if (asked.variants.length > 0) {
        add({ input: 'variants', ends: 'choice', unit: null, source: 'the scenarios named, beside the base', confidence: 'assumed' }, [asked, ...asked.variants].map((variant) => ({ value: variant.counterfactual.id, compile: anew(variant) })));
    }
    return { heads, trials };
}
async function solveAll(deps, trials, watch) {
    const worlds = sharedWorlds(deps, watch, (ledger) => worldSummary(ledger));
    const tell = meanProgress(2 * trials.length, 'tornado', watch);
    const hashes = new Set();
    try {
        const solved = await someAtOnce(trials, AT_ONCE, async ({ compile }, index) => {
            const cases = await compile();
            for (const { hash } of cases)
                hashes.add(hash);
            const [kept, removed] = await Promise.all(cases.map((c, world) => worlds.solve(c, (fraction) => tell(2 * index + world, fraction))));
            return { kept, removed };
        });
        return { solved, worlds: hashes.size };
    }
    catch (error) {
        worlds.stop();
        throw error;
    }
}
/** Share of the widest swing below which solvers do not tell swings apart. */
const TOLD_APART = 1e-7;
/** The widest swing first; what is not told apart stays in the model's order. */
function inOrder(rows) {
    const widest = Math.max(...rows.map((row) => row.swing_gwh));
    const rank = ({ swing_gwh: swing }) => (widest > 0 ? Math.round(swing / (TOLD_APART * widest)) : 0);
    return [...rows].sort((a, b) => rank(b) - rank(a));
}
const endOf = (value, { kept, removed }) => ({ value, delta_gwh: removed.curtailed - kept.curtailed, all_spill_delta_gwh: removed.allCurtailed - kept.allCurtailed, removed_energy_gwh: kept.load - removed.load });
/** Of a choice the alternatives with the least and the most effect; of a range its ends in their order. */
function rowOf(head, ends, base) {
    const by = head.ends === 'choice' ? [...ends].sort((a, b) => a.delta_gwh - b.delta_gwh) : ends;
    const [low, high] = [by[0], by[by.length - 1]];
    const deltas = [low, high, base].map(({ delta_gwh }) => delta_gwh);
    return { ...head, low, high, swing_gwh: Math.max(...deltas) - Math.min(...deltas) };
}
