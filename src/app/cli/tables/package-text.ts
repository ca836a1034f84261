import { addUp } from '../../../study/present/add-up.ts';
import type { MeasureEffect, PackageResult } from '../../../study/countermeasures/package-result.ts';
import { codeWord, sourceText } from '../text/code-words.ts';
import { amountDecimals, energyUnit, fixed, orDash, signed } from '../text/number-text.ts';
import { settingsLine } from './run-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

/**
 * A package of counter-measures: what each recovers alone and as its share, when, and what that is worth. Shares add to
 * the package as printed.
 */
export function packageText(p: PackageResult, lang: Lang): string {
  const w = WORDS[lang];
  return [
    `${p.title[lang]}\n${settingsLine(p, lang)}`,
    recoveredTable(p, lang),
    w.footnote,
    monthTable(p, lang),
    ...(ofKind(p, 'price').length > 0 ? [revenueTable(p, lang)] : []),
    combinationTable(p, lang),
    [
      w.restsOn,
      ...p.valuations.map((v) => `  ${v.name[lang]}: ${v.value} ${codeWord(v.unit, lang)} (${sourceText(v, lang)})`),
    ].join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

const energyOf = (p: PackageResult, lang: Lang) =>
  energyUnit(lang, Math.max(...p.combinations.map((one) => Math.abs(one.recovered_gwh.all_spill))));
const ofKind = (p: PackageResult, kind: 'price' | 'co2' | 'coal') => p.valuations.filter((v) => v.kind === kind);

function recoveredTable(p: PackageResult, lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyOf(p, lang);
  const column = (of: (effect: MeasureEffect) => number) => {
    const { rows, total } = addUp(
      p.measures.map(({ share }) => of(share) / perUnit),
      decimals,
    );
    return [...rows, total].map((value) => signed(value, decimals));
  };
  const [statistic, allSpill, generated, credited] = [
    column((e) => e.recovered_gwh.statistic),
    column((e) => e.recovered_gwh.all_spill),
    column((e) => e.generated_gwh.all_hydro),
    column((e) => e.credited_gwh.total),
  ];
  const [co2, coal] = [amountCells(p, 'co2_kt'), amountCells(p, 'coal_kt')];
  const alone = (energy: number): string => signed(energy / perUnit, decimals);
  const effects = [
    ...p.measures.map(({ title, mw, share, alone: own }) => ({ name: title[lang], mw, share, own })),
    { name: w.wholePackage, mw: p.package.mw, share: p.package, own: null },
  ];
  return textTable([
    [
      `${w.recovered} [${unit}]`,
      'MW',
      ...[w.alone, w.shareOf].flatMap((view) =>
        [w.statistic, w.allSpill].map((what) => `${view}${lang === 'zh' ? '，' : ', '}${what}`),
      ),
      w.generatedMore,
      w.hours,
      w.credited,
      'CO2 [kt]',
      `${w.coal} [kt]`,
    ],
    ...effects.map(({ name, mw, share, own }, i) => [
      name,
      orDash(mw, (v) => fixed(v, 0)),
      own ? alone(own.recovered_gwh.statistic) : '',
      own ? alone(own.recovered_gwh.all_spill) : '',
      statistic[i],
      allSpill[i],
      generated[i],
      orDash(share.utilisation_hours.all_spill, (v) => fixed(v, 0)),
      credited[i],
      co2[i],
      coal[i],
    ]),
  ]);
}

/** Kilotonnes by factor of one kind: a cell for each measure, then one for the package. */
function amountCells(p: PackageResult, kind: 'co2_kt' | 'coal_kt'): string[] {
  const places = amountDecimals(Math.max(0, ...p.package[kind].map(({ value }) => value)));
  const factors = p.package[kind].map((_, at) =>
    addUp(
      p.measures.map(({ share }) => share[kind][at].value),
      places,
    ),
  );
  return [
    ...p.measures.map((_, i) => factors.map(({ rows }) => fixed(rows[i], places))),
    factors.map(({ total }) => fixed(total, places)),
  ].map((cells) => cells.join(' / ') || '-');
}

function monthTable(p: PackageResult, lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyOf(p, lang);
  const months = p.package.by_month.map(({ key }) => key);
  const columns = months.map((_, m) =>
    addUp(
      p.measures.map(({ share }) => share.by_month[m].recovered_gwh / perUnit),
      decimals,
    ),
  );
  const row = (name: string, of: (column: (typeof columns)[number]) => number): string[] => [
    name,
    ...columns.map((column) => signed(of(column), decimals)),
  ];
  return textTable([
    [`${w.shareByMonth} [${unit}]`, ...months],
    ...p.measures.map(({ title }, i) => row(title[lang], ({ rows }) => rows[i])),
    row(w.wholePackage, ({ total }) => total),
  ]);
}

/** Prices that nobody published are marked. */
function revenueTable(p: PackageResult, lang: Lang): string {
  const w = WORDS[lang];
  const head = ofKind(p, 'price').map(
    ({ value, confidence }) => `${fixed(value, 2)}${confidence === 'assumed' ? ` (${w.assumed})` : ''}`,
  );
  const places = amountDecimals(Math.max(...p.package.revenue_million_yuan.map(({ all_hydro: million }) => million)));
  const prices = p.package.revenue_million_yuan.map((_, at) =>
    addUp(
      p.measures.map(({ share }) => share.revenue_million_yuan[at].all_hydro),
      places,
    ),
  );
  return textTable([
    [w.revenue, ...head],
    ...p.measures.map(({ title }, i) => [title[lang], ...prices.map(({ rows }) => fixed(rows[i], places))]),
    [w.wholePackage, ...prices.map(({ total }) => fixed(total, places))],
  ]);
}

function combinationTable(p: PackageResult, lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyOf(p, lang);
  return textTable([
    [`${w.combination} [${unit}]`, w.statistic, w.allSpill],
    ...p.combinations.map(({ with: names, recovered_gwh: { statistic, all_spill } }) => [
      names.map((id) => p.measures.find((one) => one.id === id)?.title[lang] ?? id).join(' + '),
      signed(statistic / perUnit, decimals),
      signed(all_spill / perUnit, decimals),
    ]),
  ]);
}
