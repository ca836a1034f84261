import type { ChartConfiguration } from 'chart.js';
import type { Ensemble, GroupShare } from '../../study/ensemble/ensemble-result.ts';
import { barLabels, COLOURS, wrap } from './chart-theme.ts';
import { byRow, rowAt } from './chart-tooltip.ts';
import type { Context } from './context.ts';
import type { FigureSpec } from './figure.ts';
import { percent } from './format.ts';
import { named, t } from './i18n.ts';
import { inputName } from './input-name.ts';

const BLANK = '';

/** What the spread is made of: a bar for each group of inputs, and one for what none of them explains by itself. */
export function groupsSpec({ groups }: Ensemble, context: Context): FigureSpec {
  const title = t('chart_groups');
  const told = groups.map((group) => ({ ...group, name: named('group', group.group), text: shareText(group) }));
  const inputs = (group: GroupShare): string =>
    [...new Set(group.inputs.map((input) => inputName(context, input.split(':')[0])))].join(', ');
  const known = groups.some(({ share_of_variance }) => share_of_variance !== null);
  return {
    id: 'ensemble-groups',
    title,
    note: t('chart_groups_note'),
    height: 76 + 42 * groups.length,
    summary: `${title}. ${told.map(({ name, text }) => `${name}: ${text}`).join('; ')}`,
    ...(known ? { chart: bars(told) } : { chart: null, empty: t('groups_unknown') }),
    table: {
      head: [t('column_group'), t('column_share_of_spread'), t('column_inputs')],
      shown: told.map((group) => [group.name, group.text, inputs(group)]),
      csvHead: ['group', 'share_of_variance', 'inputs'],
      raw: groups.map(({ group, share_of_variance: share, inputs: drawn }) => [group, share ?? BLANK, drawn.join(' ')]),
    },
  };
}

const shareText = ({ group, inputs, share_of_variance: share }: GroupShare): string =>
  inputs.length === 0 && group !== 'unexplained' ? t('not_drawn') : percent(share, 0);

function bars(
  told: readonly (GroupShare & { readonly name: string; readonly text: string })[],
): ChartConfiguration<'bar'> {
  return {
    type: 'bar',
    plugins: [barLabels(told.map(({ text }) => text))],
    data: {
      labels: told.map(({ name }) => wrap(name, 18)),
      datasets: [
        {
          label: t('column_share_of_spread'),
          data: told.map(({ share_of_variance: share }) => (share ?? 0) * 100),
          backgroundColor: told.map(({ group }) =>
            group === 'unexplained' ? COLOURS.reference : COLOURS.counterfactual,
          ),
          borderRadius: 2,
          maxBarThickness: 24,
        },
      ],
    },
    options: {
      // Room for the longest label beyond the longest bar.
      indexAxis: 'y',
      interaction: rowAt('y'),
      layout: { padding: { right: 52 } },
      scales: {
        y: { grid: { display: false }, ticks: { autoSkip: false } },
        x: {
          beginAtZero: true,
          title: { display: true, text: t('column_share_of_spread') },
          ticks: { callback: (value) => `${value}%` },
        },
      },
      plugins: {
        legend: { display: false },
        annotation: { annotations: {} },
        tooltip: {
          callbacks: { title: byRow((at) => told[at].name), label: (item) => ` ${told[item.dataIndex].text}` },
        },
      },
    },
  };
}
