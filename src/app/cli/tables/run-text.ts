import { addUp } from '../../../study/present/add-up.ts';
import type { Flag, PocketBound, Settings, WindowText } from '../../../study/base/results.ts';
import type { RunResult } from '../../../study/run/run-answer.ts';
import { codeWord } from '../text/code-words.ts';
import { energyUnit, fixed, orDash, percent, small } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

/** The table of one run, by month, and what says how far to trust it. */
export function runText(r: RunResult, lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, r.available_gwh);
  const energy = (name: string, gwh: number): string[] => [name, fixed(gwh / perUnit, decimals), unit];
  const outside = addUp(
    [r.outside_statistic_gwh.grid_small_hydro / perUnit, r.outside_statistic_gwh.direct_pocket / perUnit],
    decimals,
  );
  const shown = (name: string, value: number): string[] => [name, fixed(value, decimals), unit];
  const months = addUp(
    r.by_month.map((row) => row.value_gwh / perUnit),
    decimals,
  );
  return [
    `${r.id}\n${settingsLine(r, lang)}`,
    textTable([
      energy(w.available, r.available_gwh),
      energy(w.generated, r.generated_gwh),
      energy(w.curtailed, r.curtailed_gwh),
      shown(w.outside, outside.total),
      shown(w.smallHydro, outside.rows[0]),
      shown(w.pockets, outside.rows[1]),
      energy(w.forced, r.forced_spill_gwh),
      ...[
        energy(w.unservedLoad, r.energy_gwh.unserved),
        energy(w.interruptedLoad, r.energy_gwh.unserved_interruptible),
      ].filter(([, shownEnergy]) => Number(shownEnergy) !== 0),
      [w.utilisation, orDash(r.utilisation_rate, percent), '%'],
    ]),
    ...pocketText(r.pocket_spill, lang),
    textTable([
      [w.month, unit],
      ...r.by_month.map(({ key }, i) => [key, fixed(months.rows[i], decimals)]),
      [w.total, fixed(months.total, decimals)],
    ]),
    textTable([
      [w.gap, small(r.optimality.relative_gap), ''],
      [w.water, small(r.balance.water_residual_hm3), 'hm3'],
      [w.energy, small(r.balance.energy_residual_mwh), 'MWh'],
    ]),
    ...noteText(r.flags, lang),
  ].join('\n\n');
}

/** That nothing published bounds the spill of direct pockets, where there are any. */
export const pocketText = (bound: PocketBound | null | undefined, lang: Lang): readonly string[] =>
  bound ? [bound.reason[lang]] : [];

export const noteText = (flags: readonly Flag[], lang: Lang): readonly string[] =>
  flags.length === 0
    ? []
    : [flags.map((flag) => `${WORDS[lang].flags}: ${lang === 'zh' ? flag.message_zh : flag.message_en}`).join('\n')];

export const settingsLine = (
  {
    window,
    settings,
  }: {
    readonly window: WindowText;
    readonly settings: Pick<Settings, 'foresight' | 'level' | 'export_rule' | 'water_year'>;
  },
  lang: Lang,
): string =>
  `${WORDS[lang].from} ${window.start} ${WORDS[lang].to} ${window.end}    ${WORDS[lang].settings}: ` +
  `${[settings.foresight, settings.level, settings.export_rule, settings.water_year].map((code) => codeWord(code, lang)).join(lang === 'zh' ? '，' : ', ')}`;
