import type { Ensemble, Quantiles, Spread } from '../../../study/ensemble/ensemble-result.ts';
import type { EnsembleResult } from '../../../study/ensemble/ensemble-answer.ts';
import { codeWord, inputWord } from '../text/code-words.ts';
import { energyUnit, fixed, orDash, percent, signed, type Energy } from '../text/number-text.ts';
import { settingsLine } from './run-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

const INFERRED_ANEW: Readonly<Record<Lang, (sample: NonNullable<Ensemble['sample']>) => string>> = {
  en: ({ year, draws, effective_draws: count }) =>
    `water of ${year} inferred anew for each; ${draws} draws stored, ${Math.round(count)} effective draws`,
  zh: ({ year, draws, effective_draws: count }) =>
    `每次抽样重新推算${year}年来水；存有${draws}次抽样，相当于${Math.round(count)}次有效抽样`,
};

const ASSIMILATED: Readonly<
  Record<
    Lang,
    {
      readonly head: (count: number) => string;
      readonly moved: string;
      readonly median: string;
      readonly published: string;
      readonly far: string;
    }
  >
> = {
  en: {
    head: (count) =>
      `Assimilated: by draws that know the published curtailment of the year, of the model's own structure; ` +
      `${count} effective draws`,
    moved: 'corrected by the same hourly draws',
    median: 'median',
    published: 'published',
    far: 'The published figures lie too far out to be assimilated: the blind estimate stands.',
  },
  zh: {
    head: (count) => `同化估计：抽样已计入当年公布弃水，仅用模型现有结构；相当于${count}次有效抽样`,
    moved: '经同一批逐时抽样修正',
    median: '中位数',
    published: '公布值',
    far: '公布值偏离过远，无法同化：以盲估计为准。',
  },
};

/** An ensemble by itself. */
export function ensembleResultText(result: EnsembleResult, lang: Lang): string {
  const w = WORDS[lang];
  return (
    `${result.title[lang]}\n${w.with}: ${result.reference.id}    ${w.without}: ` +
    `${result.counterfactual.id}\n${settingsLine(result, lang)}\n\n${ensembleText(result.ensemble, lang)}`
  );
}

/** The spread of the difference over the draws, and which inputs make it. */
export function ensembleText(e: Ensemble, lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, e.removed_energy_gwh.p90);
  const energy = (gwh: number): string => signed(gwh / perUnit, decimals);
  const line = (name: string, s: Quantiles & Partial<Spread>, show = energy, of: string = unit): string[] => [
    name,
    of,
    ...[s.p025, s.p05, s.p10, s.p25, s.p50, s.p75, s.p90, s.p95, s.p975, s.mean].map(show),
    s.ci95_low === undefined ? '' : orDash(s.ci95_low, show),
    s.ci95_high === undefined ? '' : orDash(s.ci95_high ?? null, show),
  ];
  const factor = (s: Spread | null): string[][] => (s ? [line(w.factor, s, (value) => fixed(value, 3), '')] : []);
  const rows = [
    [
      e.water === 'named-years' ? w.overYears : w.ensemble,
      w.unit,
      'P2.5',
      'P5',
      'P10',
      'P25',
      'P50',
      'P75',
      'P90',
      'P95',
      'P97.5',
      w.mean,
      `${w.mean} 95 % ${w.low}`,
      `${w.mean} 95 % ${w.high}`,
    ],
    line(w.curtailed, e.delta_gwh),
    line(w.allDelta, e.all_spill_delta_gwh),
    ...factor(e.average_curtailment_factor.statistic),
    ...e.by_month.map((month) => line(month.key, month)),
  ];
  if (e.water === 'named-years')
    return [
      `${w.waterYears}: ${e.draws}`,
      yearTable(e, { unit, decimals, perUnit }, lang),
      textTable(
        rows.map((row) => row.slice(0, -2)),
        2,
      ),
    ].join('\n\n');
  return [
    `${w.draws}: ${e.draws}${e.draws < e.draws_asked ? ` / ${e.draws_asked}` : ''}    ${w.seed}: ` +
      `${e.seed}${e.sample ? `    ${INFERRED_ANEW[lang](e.sample)}` : ''}`,
    textTable(rows, 2),
    ...apartLine(e, energy, unit, lang),
    groupTable(e, lang),
    ...structureTable(e, energy, unit, lang),
    inputTable(e, lang),
    ...controlLine(e.control, energy, `${w.corrected} [${unit}]`, lang),
    ...assimilatedLines(e.assimilated, { unit, decimals, perUnit }, lang),
  ].join('\n\n');
}

/** Both worlds with the water of each year. */
function yearTable({ by_year: years }: Ensemble, { unit, decimals, perUnit }: Energy, lang: Lang): string {
  const w = WORDS[lang];
  const [plain, energy] = [
    (gwh: number): string => fixed(gwh / perUnit, decimals),
    (gwh: number): string => signed(gwh / perUnit, decimals),
  ];
  const rows = years.map((one) => [
    one.water_year,
    plain(one.removed_energy_gwh),
    plain(one.curtailed_gwh.reference),
    plain(one.curtailed_gwh.counterfactual),
    energy(one.delta_gwh),
    energy(one.all_spill_delta_gwh),
    orDash(one.average_curtailment_factor, (value) => fixed(value, 3)),
  ]);
  return textTable(
    [
      [
        w.waterYears,
        `${w.removedShort} [${unit}]`,
        `${w.with} [${unit}]`,
        `${w.without} [${unit}]`,
        `${w.delta} [${unit}]`,
        `${w.allDelta} [${unit}]`,
        w.average,
      ],
      ...rows,
    ],
    1,
  );
}

/** What drawing both worlds together saves. */
function apartLine(
  { unpaired_ci95: apart, narrowing }: Ensemble,
  energy: (gwh: number) => string,
  unit: string,
  lang: Lang,
): string[] {
  if (!apart || narrowing.whole === null) return [];
  const w = WORDS[lang];
  return [
    `${w.apart} [${unit}]: ${energy(apart.low)} ... ${energy(apart.high)}; ${w.narrower} ` +
      `${fixed(narrowing.whole, 1)} (${w.pairingAlone} ${orDash(narrowing.pairing, (gain) => fixed(gain, 1))})`,
  ];
}

function groupTable({ groups }: Ensemble, lang: Lang): string {
  const w = WORDS[lang];
  const names = {
    structure: w.groupStructure,
    water: w.groupWater,
    size: w.groupSize,
    place: w.groupPlace,
    other: w.groupOther,
    unexplained: w.groupUnexplained,
  };
  const share = ({ group, inputs, share_of_variance: value }: Ensemble['groups'][number]): string =>
    inputs.length > 0 || group === 'unexplained' ? orDash(value, percent) : w.fixedInput;
  return textTable([[w.shareOfSpread, '%'], ...groups.map((one) => [names[one.group], share(one)])], 1);
}

/** What each structure says over its draws, and with every other input as stated: whether the band holds it. */
function structureTable(
  { by_structure: structures }: Ensemble,
  energy: (gwh: number) => string,
  unit: string,
  lang: Lang,
): string[] {
  if (structures.length === 0) return [];
  const w = WORDS[lang];
  const rows = structures.map((s) => [
    s.name[lang],
    String(s.draws),
    ...[s.p10_gwh, s.p50_gwh, s.p90_gwh, s.mean_gwh].map(energy),
    orDash(s.as_stated_gwh, energy),
    orDash(s.as_stated_quantile, percent),
  ]);
  return [
    textTable(
      [[`${w.byStructure} [${unit}]`, w.draws, 'P10', 'P50', 'P90', w.mean, w.asStated, w.lieBelow], ...rows],
      1,
    ),
  ];
}

function inputTable({ inputs }: Ensemble, lang: Lang): string {
  const w = WORDS[lang];
  const range = (i: Ensemble['inputs'][number]): string =>
    i.distribution === 'by-month'
      ? codeWord(i.distribution, lang)
      : i.sd !== null
        ? `${w.deviation} ${i.sd}`
        : [i.low, i.mode, i.high].filter((value) => value !== null).join(' - ') || '-';
  const share = (i: Ensemble['inputs'][number]): string =>
    i.drawn ? orDash(i.share_of_variance, percent) : w.fixedInput;
  return textTable(
    [
      [w.input, w.range, w.varianceShare, w.rankCorrelation],
      ...inputs.map((i) => [
        inputWord(i.input, lang),
        `${range(i)}${i.unit === '1' || range(i) === '-' ? '' : ` ${i.unit}`}`,
        share(i),
        orDash(i.rank_correlation, (value) => signed(value, 2)),
      ]),
    ],
    2,
  );
}

/** The estimate that knows the out-turn, under the one that does not. */
function assimilatedLines(told: Ensemble['assimilated'], { unit, decimals, perUnit }: Energy, lang: Lang): string[] {
  if (told === null) return [];
  const [w, energy] = [ASSIMILATED[lang], (gwh: number): string => signed(gwh / perUnit, decimals)];
  const { delta_gwh: d, adjusted_gwh: moved } = told;
  const rows = [
    ['', 'P5', 'P25', 'P50', 'P75', 'P95'],
    [`${WORDS[lang].curtailed} [${unit}]`, ...[d.p05, d.p25, d.p50, d.p75, d.p95].map(energy)],
    ...(moved ? [[`${w.moved} [${unit}]`, energy(moved.p05), '', energy(moved.p50), '', energy(moved.p95)]] : []),
  ];
  const beside = told.published.map(
    ({ period, p50_gwh: median, published_gwh: published }) =>
      `${period}: ${w.median} ${fixed(median / perUnit, decimals)}, ${w.published} ` +
      `${fixed(published / perUnit, decimals)}`,
  );
  return [
    [
      w.head(Math.round(told.effective_draws)),
      textTable(rows, 1),
      beside.join('; '),
      ...(told.usable ? [] : [w.far]),
    ].join('\n'),
  ];
}

function controlLine(
  control: Ensemble['control'],
  energy: (gwh: number) => string,
  name: string,
  lang: Lang,
): string[] {
  if (!control) return [];
  const interval =
    control.ci95_low === null || control.ci95_high === null
      ? ''
      : ` (${energy(control.ci95_low)} ... ${energy(control.ci95_high)})`;
  return [
    `${name}: ${energy(control.adjusted_mean_gwh)}${interval}, P5 ${energy(control.adjusted_p05_gwh)}, P50 ` +
      `${energy(control.adjusted_p50_gwh)}, P95 ${energy(control.adjusted_p95_gwh)}; ${control.draws} x ` +
      `${codeWord(control.level, lang)}${control.correlation === null ? '' : `, r = ${fixed(control.correlation, 3)}`}`,
  ];
}
