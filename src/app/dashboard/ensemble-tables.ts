import type { Ensemble, EnsembleInput, Quantiles, Spread } from '../../study/ensemble/ensemble-result.ts';
import type { Context } from './context.ts';
import type { FigureSpec, Table } from './figure.ts';
import { energyNumber, energyScale, month, percent, plain, type Scale } from './format.ts';
import { language, named, pick, t } from './i18n.ts';
import { inputName } from './input-name.ts';

const BLANK = '';
const QUANTILES = ['p025', 'p10', 'p50', 'p90', 'p975', 'mean'] as const;
const ENDS = ['ci95_low', 'ci95_high'] as const;

const alone = (id: string, title: string, table: Table, note?: string): FigureSpec => ({
  id,
  title,
  note,
  summary: title,
  height: 0,
  chart: null,
  tableOnly: true,
  table,
});

/** Quantiles over the draws of every figure, the interval of the mean, and that of draws apart. */
export function quantilesSpec(ensemble: Ensemble): FigureSpec {
  const rows = rowsOf(ensemble);
  return alone(
    'ensemble-quantiles',
    t('chart_quantiles'),
    {
      head: [
        t('column_item'),
        t('column_unit'),
        'P2.5',
        'P10',
        'P50',
        'P90',
        'P97.5',
        t('column_mean'),
        t('column_mean_low'),
        t('column_mean_high'),
      ],
      shown: rows.map(({ name, unit, spread, show }) => [
        name,
        unit,
        ...QUANTILES.map((key) => show(spread[key])),
        ...ENDS.map((key) => show(spread[key] ?? null)),
      ]),
      csvHead: ['item', 'unit', ...QUANTILES, ...ENDS],
      raw: rows.map(({ code, spread }) => [
        code,
        code.startsWith('factor') ? 'GWh/GWh' : 'GWh',
        ...[...QUANTILES, ...ENDS].map((key) => spread[key] ?? BLANK),
      ]),
    },
    t('chart_quantiles_note'),
  );
}

type Told = Partial<Spread>;
interface Row {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly spread: { readonly [K in keyof Told]: Told[K] | null };
  readonly show: (value: number | null | undefined) => string;
}

function rowsOf({
  delta_gwh,
  all_spill_delta_gwh,
  removed_energy_gwh,
  average_curtailment_factor: factor,
  by_month,
  unpaired_ci95: apart,
}: Ensemble): Row[] {
  const scale = energyScale(removed_energy_gwh.p90);
  const amount = (code: string, name: string, spread: Row['spread'], signed = true): Row => ({
    code,
    name,
    unit: scale.unit,
    spread,
    show: shown(scale, signed),
  });
  const share = (code: string, name: string, spread: Quantiles | null): Row[] =>
    spread
      ? [{ code, name, unit: BLANK, spread, show: (value) => (value === undefined ? BLANK : plain(value, 3)) }]
      : [];
  return [
    amount('delta', t('effect_title'), delta_gwh),
    amount('all_spill_delta', t('response_all'), all_spill_delta_gwh),
    amount('removed_energy', t('removed_energy'), removed_energy_gwh, false),
    ...share('factor_statistic', t('factor_average_statistic_long'), factor.statistic),
    ...share('factor_all_spill', t('factor_average_all_long'), factor.all_spill),
    ...by_month.map((row) => amount(`delta_${row.key}`, month(row.key), row)),
    ...(apart ? [amount('delta_unpaired', t('unpaired_row'), { ci95_low: apart.low, ci95_high: apart.high })] : []),
  ];
}

const shown =
  (scale: Scale, signed: boolean) =>
  (value: number | null | undefined): string =>
    value === undefined || value === null ? BLANK : energyNumber(value, scale, signed);

/** What each structure says over its draws, and with everything else as stated. */
export function structuresSpec({ by_structure: structures, delta_gwh: delta }: Ensemble): FigureSpec {
  const scale = energyScale(delta.p90);
  const columns = ['p10_gwh', 'p50_gwh', 'p90_gwh', 'mean_gwh', 'as_stated_gwh'] as const;
  const stated = structures.some(({ as_stated_gwh }) => as_stated_gwh !== null);
  const names = ['P10', 'P50', 'P90', t('column_mean'), t('column_as_stated')];
  return alone(
    'ensemble-structures',
    t('chart_structures'),
    {
      head: [
        t('column_structure'),
        t('column_draws'),
        ...names.map((name) => `${name} (${scale.unit})`),
        t('column_draws_below'),
      ],
      shown: structures.map((one) => [
        pick(one.name),
        plain(one.draws, 0),
        ...columns.map((key) => energyNumber(one[key], scale, true)),
        percent(one.as_stated_quantile, 0),
      ]),
      csvHead: ['structure', 'draws', ...columns, 'as_stated_quantile'],
      raw: structures.map((one) => [
        one.structure,
        one.draws,
        ...columns.map((key) => one[key] ?? BLANK),
        one.as_stated_quantile ?? BLANK,
      ]),
    },
    t(stated ? 'chart_structures_note' : 'chart_structures_note_changed'),
  );
}

/** Every uncertain input: how it is drawn, and how much of the spread it explains. */
export function inputsSpec({ inputs }: Ensemble, context: Context): FigureSpec {
  return alone(
    'ensemble-inputs',
    t('chart_inputs'),
    {
      head: [
        t('column_input'),
        t('column_drawn_from'),
        t('column_share_of_spread'),
        t('column_rank_correlation'),
        t('column_confidence'),
      ],
      shown: inputs.map((one) => [
        inputName(context, one.input),
        rangeText(one),
        one.drawn ? percent(one.share_of_variance, 1) : t('not_drawn'),
        plain(one.rank_correlation, 2, true),
        named('confidence', one.confidence),
      ]),
      csvHead: [
        'input',
        'drawn',
        'share_of_variance',
        'rank_correlation',
        'distribution',
        'low',
        'mode',
        'high',
        'sd',
        'unit',
        'confidence',
        'source',
      ],
      raw: inputs.map((one) => [
        one.input,
        String(one.drawn),
        one.share_of_variance ?? BLANK,
        one.rank_correlation ?? BLANK,
        one.distribution,
        one.low ?? BLANK,
        one.mode ?? BLANK,
        one.high ?? BLANK,
        one.sd ?? BLANK,
        one.unit,
        one.confidence,
        one.source,
      ]),
    },
    t('chart_inputs_note'),
  );
}

/** `uniform, × 0.9 to 1.1`; `log-normal, sd 0.05`. */
function rangeText({ distribution, low, mode, high, sd, unit }: EnsembleInput): string {
  const figures = [low, mode, high]
    .filter((value) => value !== null)
    .map((value) => (unit === 'MW' ? plain(value, 0) : String(value)));
  const range =
    sd !== null
      ? `sd ${sd}`
      : figures.length > 0
        ? `${unit === '1' ? '× ' : ''}${figures.join(' – ')}${unit === '1' ? '' : ` ${unit}`}`
        : '';
  return [named('distribution', distribution), range].filter(Boolean).join(language() === 'zh' ? '，' : ', ');
}
