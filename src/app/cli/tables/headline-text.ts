import { addUp, addUpKnown } from '../../../study/present/add-up.ts';
import type { CauseAmounts, Causes } from '../../../study/comparison/causes.ts';
import type { ComparisonResult } from '../../../study/comparison/comparison-answer.ts';
import type { Pair } from '../../../study/base/results.ts';
import { dispositionText, zoneText } from './disposition-text.ts';
import { ensembleText } from './ensemble-text.ts';
import { estimateText } from './estimate-text.ts';
import { keptWorldText } from './kept-world-text.ts';
import { amountDecimals, energyUnit, fixed, orDash, percent, signed, small } from '../text/number-text.ts';
import { noteText, pocketText, settingsLine } from './run-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

/**
 * The headline table of a comparison: with, without and difference, by month, and what says how far to trust it;
 * `zones`: where the energy went by zone too.
 */
export function headlineText(c: ComparisonResult, lang: Lang, { zones = false } = {}): string {
  const w = worldsOf(c, lang);
  const title =
    `${c.title[lang]}\n${w.with}: ${c.reference.id}    ${w.without}: ` +
    `${c.counterfactual.id}\n${settingsLine(c, lang)}`;
  return [
    title,
    textTable([['', w.unit, w.with, w.without, w.difference], ...headline(c, lang)], 2),
    ...estimateText(c.best_estimate, c.removed_energy_gwh, lang),
    ...pocketText(c.pocket_spill, lang),
    monthTable(c, lang),
    dispositionText(c, lang),
    ...keptWorldText(c, lang),
    ...(zones ? [zoneText(c, lang)] : []),
    ...(c.causes
      ? [causeTable(c.causes, w, lang), ...(c.causes.checks.length > 0 ? [checkTable(c.causes, w)] : [])]
      : []),
    trust(c, lang),
    ...foresightTable(c, lang),
    ...(c.ensemble ? [ensembleText(c.ensemble, lang)] : []),
    ...noteText(c.flags, lang),
  ].join('\n\n');
}

type Words = Omit<(typeof WORDS)[Lang], 'with' | 'without'> & { readonly with: string; readonly without: string };

/** Words in which both worlds are the ones with the load and without it only where a load is removed. */
function worldsOf({ removed_energy_gwh: removed }: ComparisonResult, lang: Lang): Words {
  const w = WORDS[lang];
  return removed <= 0 ? { ...w, with: w.reference, without: w.counterfactual } : w;
}

function headline(c: ComparisonResult, lang: Lang): readonly (readonly string[])[] {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, c.removed_energy_gwh);
  const pair = (name: string, p: Pair): string[] => {
    const shown = [p.reference, p.counterfactual].map((value) => Number((value / perUnit).toFixed(decimals)));
    return [name, unit, fixed(shown[0], decimals), fixed(shown[1], decimals), signed(shown[1] - shown[0], decimals)];
  };
  const { grid_small_hydro: small, direct_pocket: pocket } = c.outside_statistic_gwh;
  const [kept, removed] = (['reference', 'counterfactual'] as const).map((world) =>
    addUp([small[world] / perUnit, pocket[world] / perUnit], decimals),
  );
  const outside = (name: string, a: number, b: number): string[] => [
    name,
    unit,
    fixed(a, decimals),
    fixed(b, decimals),
    signed(b - a, decimals),
  ];
  const { reference, counterfactual } = c.utilisation_rate;
  const change =
    reference === null || counterfactual === null
      ? '-'
      : signed(Number((100 * counterfactual).toFixed(2)) - Number((100 * reference).toFixed(2)), 2);
  return [
    [w.removed, unit, '', '', fixed(c.removed_energy_gwh / perUnit, decimals)],
    pair(w.curtailed, c.curtailed_gwh),
    outside(w.outside, kept.total, removed.total),
    outside(w.smallHydro, kept.rows[0], removed.rows[0]),
    outside(w.pockets, kept.rows[1], removed.rows[1]),
    pair(w.forced, c.forced_spill_gwh),
    [w.utilisation, '%', orDash(reference, percent), orDash(counterfactual, percent), `${change} ${w.points}`],
    [w.factor, '', '', '', orDash(c.average_curtailment_factor.statistic, (v) => fixed(v, 3))],
    [w.factorAll, '', '', '', orDash(c.average_curtailment_factor.all_spill, (v) => fixed(v, 3))],
  ];
}

/** Rounded so that both columns add to their totals and each difference is that of the figures beside it. */
function monthTable(c: ComparisonResult, lang: Lang): string {
  const { by_month, removed_energy_gwh } = c;
  const w = worldsOf(c, lang);
  const { unit, decimals, perUnit } = energyUnit(lang, removed_energy_gwh);
  const kept = addUp(
    by_month.map((row) => row.reference_gwh / perUnit),
    decimals,
  );
  const removed = addUp(
    by_month.map((row) => row.counterfactual_gwh / perUnit),
    decimals,
  );
  const row = (key: string, a: number, b: number): string[] => [
    key,
    unit,
    fixed(a, decimals),
    fixed(b, decimals),
    signed(b - a, decimals),
  ];
  return textTable(
    [
      [w.month, w.unit, w.with, w.without, w.difference],
      ...by_month.map(({ key }, i) => row(key, kept.rows[i], removed.rows[i])),
      row(w.total, kept.total, removed.total),
    ],
    2,
  );
}

/**
 * Each column rounded so that causes and surplus add to the curtailment; then the difference in the sequential view,
 * and with exports and storage lifted further where asked for.
 */
function causeTable(
  { reference, counterfactual, sequential, sensitivity, undivided_gwh: undivided }: Causes,
  w: Words,
  lang: Lang,
): string {
  const { unit, decimals, perUnit } = energyUnit(lang, counterfactual.total_gwh);
  const column = (a: CauseAmounts) =>
    addUpKnown(
      [a.sections_gwh, a.exports_gwh, a.intraday_gwh, a.storage_gwh, a.surplus_gwh].map(
        (value) => value && value / perUnit,
      ),
      decimals,
    );
  const [kept, removed] = [reference, counterfactual].map(column);
  const views = [sequential, ...(sensitivity ? [sensitivity] : [])].map(
    (view) => [column(view.reference), column(view.counterfactual)] as const,
  );
  const less = (a: number | null, b: number | null): string =>
    a === null || b === null ? '-' : signed(b - a, decimals);
  const row = (name: string, of: (shown: typeof kept) => number | null): string[] => {
    const [a, b] = [of(kept), of(removed)];
    return [
      name,
      unit,
      ...[a, b].map((value) => orDash(value, (v) => fixed(v, decimals))),
      less(a, b),
      ...views.map(([c, d]) => less(of(c), of(d))),
    ];
  };
  return textTable(
    [
      [w.causes, w.unit, w.with, w.without, w.difference, w.inTurn, ...(sensitivity ? [w.liftedFurther] : [])],
      ...[w.sections, w.exports, w.intraday, w.storage, w.surplus].map((name, at) => row(name, ({ rows }) => rows[at])),
      row(w.total, ({ total }) => total),
      ...(undivided.reference === 0 && undivided.counterfactual === 0
        ? []
        : [
            [
              w.undivided,
              unit,
              ...[undivided.reference, undivided.counterfactual].map((value) => fixed(value / perUnit, decimals)),
              '',
              '',
            ],
          ]),
    ],
    2,
  );
}

/** One MW more for every section that binds: a check, no cause. */
const checkTable = ({ checks }: Causes, w: Words): string =>
  textTable(
    [
      [w.checkOf, '', w.checkHours, w.checkCurtailed, w.checkCost, w.checkPrice, w.checkRatio],
      ...checks.map((check) => [
        check.section,
        check.world === 'reference' ? w.with : w.without,
        fixed(check.hours_at_limit, 0),
        fixed(check.curtailed_less_mwh_per_mw, 1),
        fixed(check.cost_less_yuan_per_mw, 0),
        orDash(check.shadow_price_yuan_per_mw, (v) => fixed(v, 0)),
        orDash(check.shadow_price_over_cost, (v) => fixed(v, 2)),
      ]),
    ],
    2,
  );

/** What would have been curtailed had water and removal been known, and what not knowing them cost. */
function foresightTable(c: ComparisonResult, lang: Lang): readonly string[] {
  const {
    optimality: { known_water_curtailed_gwh: known, price_of_foresight_yuan: price },
    removed_energy_gwh,
  } = c;
  if (!known) return [];
  const w = worldsOf(c, lang);
  const { unit, decimals, perUnit } = energyUnit(lang, removed_energy_gwh);
  const row = (name: string, of: string, values: readonly (number | null)[], places: number): string[] => {
    const [a, b] = values.map((value) => value && Number(value.toFixed(places)));
    return [
      name,
      of,
      ...[a, b].map((value) => orDash(value, (v) => fixed(v, places))),
      a === null || b === null ? '-' : signed(b - a, places),
    ];
  };
  const million = [price.reference, price.counterfactual].map((yuan) => yuan && yuan / 1e6);
  return [
    textTable(
      [
        [w.knownWater, w.unit, w.with, w.without, w.difference],
        row(
          w.curtailed,
          unit,
          [known.reference, known.counterfactual].map((value) => value / perUnit),
          decimals,
        ),
        row(w.price, w.millionYuan, million, amountDecimals(Math.max(...million.map((value) => Math.abs(value ?? 0))))),
      ],
      2,
    ),
  ];
}

const trust = (c: ComparisonResult, lang: Lang): string =>
  textTable([
    [WORDS[lang].gap, small(c.optimality.relative_gap), ''],
    [WORDS[lang].water, small(c.balance.water_residual_hm3), 'hm3'],
    [WORDS[lang].energy, small(c.balance.energy_residual_mwh), 'MWh'],
  ]);
