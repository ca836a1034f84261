import { inputShares } from "../engine/ensemble/input-shares.js";
import { meanOf } from "../engine/ensemble/mean-interval.js";
import { quantileOf } from "../engine/ensemble/quantile.js";
const GROUPS = ['structure', 'water', 'size', 'place', 'other'];
const GROUP_OF = { structure: 'structure', water: 'water', water_error: 'water', size: 'size', place: 'place' };
/** Positions in a list: no more and no less among them. */
const CATEGORICAL = new Set(['structure', 'place']);
/** What makes the spread: inputs, groups of inputs, and the structures. */
export function explained(asked) {
    const { made, delta } = asked;
    const columnsOf = (key) => made[0].inputs[key].map((_, at) => made.map((draw) => draw.inputs[key][at]));
    const shares = inputShares(delta.map(asFound), Object.keys(made[0].inputs).map((key) => ({ key, columns: columnsOf(key), categorical: CATEGORICAL.has(key) })));
    return { inputs: ranked(shares, asked), groups: grouped(shares), by_structure: byStructure(asked) };
}
/** Differences below what the solver tells apart are none: their ranks would rank rounding. */
const SIGNIFICANT_DIGITS = 7;
const asFound = (value) => Number(value.toPrecision(SIGNIFICANT_DIGITS));
/** Shares of inputs added up by group, and what is left of the whole. */
function grouped(shares) {
    const sum = (list) => (list.length === 0 || list.some(({ share }) => share === null) ? null : list.reduce((total, { share }) => total + share, 0));
    const groups = GROUPS.map((group) => {
        const own = shares.filter(({ key }) => (GROUP_OF[key] ?? 'other') === group);
        return { group, inputs: own.map(({ key }) => key), share_of_variance: sum(own) };
    });
    const all = sum(shares);
    return [...groups, { group: 'unexplained', inputs: [], share_of_variance: all === null ? null : 1 - all }];
}
function byStructure({ made, delta, counterfactual, structures, options: { drawSize } }) {
    if (!('structure' in made[0].inputs))
        return [];
    return structures.flatMap(({ id, name, headline }, position) => {
        const own = Float64Array.from(delta.filter((_, draw) => made[draw].inputs.structure[0] === position)).sort();
        if (own.length === 0)
            return [];
        const stated = headline !== null && !drawSize && headline.counterfactual === counterfactual.id ? headline.curtailed_gwh.delta : null;
        const below = stated === null ? null : delta.filter((value) => value < stated).length / delta.length;
        return [{ structure: id, name, draws: own.length, p10_gwh: quantileOf(own, 0.1), p50_gwh: quantileOf(own, 0.5), p90_gwh: quantileOf(own, 0.9), mean_gwh: meanOf(own), as_stated_gwh: stated, as_stated_quantile: below }];
    });
}
const placeRow = (places) => ({ distribution: 'scenarios', unit: '1', source: `${places.map(({ id }) => id).join(', ')}: each with the same chance`, confidence: 'assumed' });
/** Drawn inputs by the share that they explain, then those that stay fixed. */
function ranked(shares, { rows, drawn, options: { places = [] } }) {
    const rowsOf = (key) => (key === 'place' ? [placeRow(places)] : drawn.filter((row) => row.input === key.split(':')[0]));
    const told = shares.map(({ key, share, correlation }) => entry(key, rowsOf(key), true, share, correlation));
    told.sort((a, b) => (b.share_of_variance ?? 0) - (a.share_of_variance ?? 0) || Math.abs(b.rank_correlation ?? 0) - Math.abs(a.rank_correlation ?? 0) || (a.input < b.input ? -1 : 1));
    return [...told, ...rows.filter((row) => !drawn.includes(row)).map((row) => entry(row.input, [row], false, null, null))];
}
/** An input with a row of its own for some months has no one range: its rows are told with the source. */
function entry(input, rows, drawn, share, correlation) {
    const [row, ...more] = rows;
    const own = more.map(({ month, low, high, sd, source }) => `month ${month}: ${sd === undefined ? `${low} to ${high}` : `sd ${sd}`}, ${source}`);
    const figures = more.length > 0 ? { low: null, mode: null, high: null, sd: null } : { low: row.low ?? null, mode: row.mode ?? null, high: row.high ?? null, sd: row.sd ?? null };
    return {
        input, drawn, share_of_variance: share, rank_correlation: correlation, distribution: more.length > 0 ? 'by-month' : row.distribution, ...figures, unit: row.unit,
        source: more.length > 0 ? [`${row.distribution}${row.sd === undefined ? '' : ` sd ${row.sd}`}, ${row.source}`, ...own].join('; ') : row.source, confidence: row.confidence,
    };
}
