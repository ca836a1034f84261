import type { ProvenanceResult, ProvenanceTable } from '../../study/provenance/provenance-result.ts';
import { readProvenance, ROOT } from './api.ts';
import { h, type Child } from './dom.ts';
import { plain } from './format.ts';
import { named, t } from './i18n.ts';

const MOST_SHOWN = 8;

/** A fold-out under a figure: what it rests on, read when it is first opened. `figure` is its path in the result. */
export function restsOn(comparison: string, figure: string): HTMLElement {
  const body = h('div', { class: 'note' });
  const address = `${ROOT}/comparisons/${encodeURIComponent(comparison)}/provenance?figure=${encodeURIComponent(figure)}`;
  let asked = false;
  const open = async (): Promise<void> => {
    if (asked) return;
    asked = true;
    body.replaceChildren(t('loading'));
    try {
      body.replaceChildren(...told(await readProvenance(comparison, figure), address));
    } catch (reason) {
      asked = false;
      body.replaceChildren(t('rests_on_failed', { reason: reason instanceof Error ? reason.message : String(reason) }));
    }
  };
  return h(
    'details',
    { class: 'rests-on', 'data-figure': figure, ontoggle: () => void open() },
    h('summary', {}, t('rests_on')),
    body,
  );
}

function told(p: ProvenanceResult, address: string): HTMLElement[] {
  const cases = p.worlds.map(({ hash }) => hash.slice(0, 8)).join(', ');
  return [
    h(
      'p',
      {},
      t('rests_on_case', { model: `${p.model.id} ${p.model.version}`, engine: p.engine_version, cases }),
      p.current ? '' : ` ${t('rests_on_stale')}`,
    ),
    ...section(t('rests_on_touches'), p.touches.map(tableText)),
    ...section(
      t('rests_on_stated'),
      p.scenario_inputs.map(({ path, value }) => `${path}: ${value}`),
    ),
    ...section(
      t('rests_on_fitted', { count: p.fitted_to.length }),
      p.fitted.map(({ parameter, value, unit }) => `${parameter} = ${value}${unit === '1' ? '' : ` ${unit}`}`),
    ),
    ...section(t('rests_on_solved'), p.solved_with.map(tableText)),
    h('p', {}, h('a', { href: address }, address)),
  ];
}

function section(title: string, lines: readonly string[]): HTMLElement[] {
  if (lines.length === 0) return [];
  const more: Child =
    lines.length > MOST_SHOWN && h('li', {}, t('rests_on_more', { count: lines.length - MOST_SHOWN }));
  return [
    h('h4', {}, title),
    h(
      'ul',
      {},
      lines.slice(0, MOST_SHOWN).map((line) => h('li', {}, line)),
      more,
    ),
  ];
}

const tableText = ({ table, rows, by_confidence }: ProvenanceTable): string =>
  t('rests_on_row', {
    table,
    rows: plain(rows, 0),
    grades:
      Object.entries(by_confidence)
        .map(([grade, count]) => `${named('confidence', grade)} ${plain(count, 0)}`)
        .join(', ') || '—',
  });
