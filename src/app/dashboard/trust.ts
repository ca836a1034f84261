import type { ComparisonResult } from '../../study/comparison/comparison-answer.ts';
import type { Flag } from '../../study/base/results.ts';
import type { Standing } from '../../study/base/standing.ts';
import { h, type Child } from './dom.ts';
import { energyAlone, plain, percent, tiny } from './format.ts';
import { language, named, t } from './i18n.ts';

/** Gap, residuals and the proof of equal inputs, in one line of small figures. */
export function trustStrip(result: ComparisonResult): HTMLElement {
  const { balance, optimality, disposition, common_hash: common } = result;
  const gap = optimality.relative_gap;
  const { known_water_curtailed_gwh: known, price_of_foresight_yuan: prices } = optimality;
  const million = (yuan: number | null): string => plain((yuan ?? 0) / 1e6, 1);
  const items: readonly (readonly [string, string, string])[] = [
    ['gap', t('trust_gap'), gap < 1e-5 ? tiny(gap, '') : percent(gap, 3)],
    ['water', t('trust_water'), tiny(balance.water_residual_hm3, 'hm³')],
    ['energy', t('trust_energy'), tiny(balance.energy_residual_mwh, 'MWh')],
    ['residual', t('trust_disposition'), tiny(disposition.residual_gwh * 1000, 'MWh')],
    ['same', t('trust_same'), t(common.equal ? 'trust_same_yes' : 'trust_same_no')],
  ];
  const foresight = !known
    ? []
    : ([
        [
          'known',
          t('trust_known'),
          t('trust_known_value', {
            delta: energyAlone(known.delta, true),
            kept: energyAlone(known.reference),
            removed: energyAlone(known.counterfactual),
          }),
        ],
        [
          'price',
          t('trust_foresight'),
          t('trust_foresight_value', { kept: million(prices.reference), removed: million(prices.counterfactual) }),
        ],
      ] as const);
  return h(
    'section',
    { class: 'card trust', 'aria-labelledby': 'trust-title' },
    h('h3', { id: 'trust-title' }, t('trust')),
    h(
      'dl',
      {},
      [...items, ...foresight].map(([id, name, value]) =>
        h(
          'div',
          {},
          h('dt', {}, name),
          h('dd', { id: `trust-${id}`, class: id === 'same' && !common.equal ? 'bad' : '' }, value),
        ),
      ),
    ),
  );
}

/** Flags that say how the comparison was set up; they stand with what the answer rests on. */
const NOTES: ReadonlySet<string> = new Set(['reference-sized']);
const messageOf = (flag: Flag): string => (language() === 'zh' ? flag.message_zh : flag.message_en);

export function flags(result: ComparisonResult): HTMLElement {
  const unlikely = (result as Partial<Standing>).warnings ?? [];
  const warnings: readonly Flag[] = [...result.flags.filter((flag) => !NOTES.has(flag.code)), ...unlikely];
  return h(
    'section',
    { class: 'card flags', 'aria-labelledby': 'flags-title' },
    h('h3', { id: 'flags-title' }, `${t('flags')}${warnings.length > 0 ? ` (${warnings.length})` : ''}`),
    warnings.length === 0
      ? h('p', { class: 'note' }, t('no_flags'))
      : h(
          'ul',
          {},
          warnings.map((flag) => h('li', {}, messageOf(flag))),
        ),
  );
}

export function basis(result: ComparisonResult): HTMLElement {
  const { provenance } = result;
  const list = (name: string, items: readonly string[]): Child =>
    items.length === 0
      ? null
      : [
          h('h4', {}, name),
          h(
            'ul',
            {},
            items.map((item) => h('li', {}, item)),
          ),
        ];
  return h(
    'details',
    { class: 'card basis' },
    h('summary', {}, t('basis')),
    list(t('basis_of_study'), [named('study', provenance.basis)]),
    list(t('basis_notes'), result.flags.filter((flag) => NOTES.has(flag.code)).map(messageOf)),
    list(
      t('basis_figures'),
      Object.entries(provenance.figures_by_confidence).map(
        ([grade, count]) => `${named('confidence', grade)}: ${plain(count, 0)}`,
      ),
    ),
    list(t('basis_differs'), result.differs_in),
    list(t('basis_not_modelled'), provenance.not_modelled),
    list(
      t('basis_stages'),
      result.stages.map(({ stage, tolerance }) => `${stage}: ${tolerance}`),
    ),
    list(t('basis_sources'), provenance.sources),
    h('p', { class: 'note' }, t('basis_time', { seconds: plain(result.timing_ms.total / 1000, 1) })),
  );
}
