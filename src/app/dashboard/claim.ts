import type { EvidenceEstimate, EvidenceResult } from '../../study/inputs/evidence-result.ts';
import type { Context } from './context.ts';
import { h, type Child } from './dom.ts';
import { plain, power } from './format.ts';
import { language, named, pick, t } from './i18n.ts';
import { isOpening, quickButtons } from './quick-sizes.ts';

/**
 * The size of the load is a claim: what the evidence of the model implies instead, and the sizes to try, one press
 * away.
 */
export function claim(context: Context, trySize: (gigawatts: number) => void): Child {
  const { evidence } = context;
  if (!evidence && !isOpening(context)) return null;
  return h(
    'aside',
    { class: 'card claim', 'aria-labelledby': 'claim-title' },
    h(
      'h3',
      { id: 'claim-title' },
      evidence ? t('claim_title_of', { size: power(evidence.inputs.claim_gw.value) }) : t('claim_title'),
    ),
    evidence ? implied(evidence) : h('p', {}, t('claim_text')),
    h(
      'div',
      { class: 'quick', role: 'group', 'aria-label': t('size_quick') },
      h('span', {}, t('claim_try')),
      quickButtons(context, 'try', trySize),
    ),
  );
}

function implied(evidence: EvidenceResult): readonly Child[] {
  const { efficiency_j_per_th: efficiency, pue, share, claim_gw: claimed } = evidence.inputs;
  const values = {
    low: plain(efficiency.low, 0),
    central: plain(efficiency.central, 0),
    high: plain(efficiency.high, 0),
    pue: plain(pue.value, 2),
    share: plain(share.value, 2),
    claim: power(claimed.value),
  };
  const head = [
    t('claim_fall'),
    ...(['low', 'central', 'high'] as const).map((name) =>
      t('claim_implied', { name: t(`claim_${name}`), unit: unit() }),
    ),
    t('claim_needs', values),
  ];
  return [
    h('p', {}, t('claim_method', values)),
    h(
      'div',
      { class: 'table-frame', tabindex: 0, role: 'region', 'aria-labelledby': 'claim-title' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            head.map((text) => h('th', { scope: 'col' }, text)),
          ),
        ),
        h('tbody', {}, evidence.estimates.map(row)),
      ),
    ),
    evidence.upper_bound && h('p', { class: 'note' }, t('claim_upper')),
    h('details', { class: 'basis' }, h('summary', {}, t('claim_sources')), sources(evidence)),
  ];
}

const unit = (): string => (language() === 'zh' ? '万千瓦' : 'GW');
/** One decimal of a GW in either language: the inputs carry no more. */
const size = (gw: number): string => (language() === 'zh' ? plain(gw * 100, 0) : plain(gw, 1));

function row({
  id,
  name,
  hash_rate_lost_eh_per_s: lost,
  implied_load_gw: gw,
  claim_needs_j_per_th: needs,
}: EvidenceEstimate): HTMLElement {
  return h(
    'tr',
    { id: `claim-${id}` },
    h('th', { scope: 'row' }, pick(name), h('span', { class: 'note' }, ` ${plain(lost, 1)} EH/s`)),
    [size(gw.low), size(gw.central), size(gw.high), plain(needs, 0)].map((text) => h('td', {}, text)),
  );
}

function sources({ estimates, inputs, not_places: notPlaces }: EvidenceResult): Child {
  const item = (name: string, source: string | null, confidence: string | null, note = ''): HTMLElement =>
    h(
      'li',
      {},
      `${name}: ${source ?? ''}${confidence ? ` (${named('confidence', confidence)})` : ''}${note ? `. ${note}` : ''}`,
    );
  return [
    h(
      'ul',
      {},
      estimates.map(({ name, note, source, confidence }) =>
        item(pick(name), source, confidence, note ? pick(note) : ''),
      ),
      item(t('claim_efficiency'), inputs.efficiency_j_per_th.source, inputs.efficiency_j_per_th.confidence),
      item('PUE', inputs.pue.source, inputs.pue.confidence),
      item(t('claim_share'), inputs.share.source, inputs.share.confidence),
      item(t('claim_claimed'), inputs.claim_gw.source, inputs.claim_gw.confidence),
    ),
    notPlaces.length > 0 && [
      h('h4', {}, t('claim_not_places')),
      h(
        'ul',
        {},
        notPlaces.map(({ name, note, source, confidence, fall_percent: fall }) =>
          item(`${pick(name)}, ${plain(fall, 1)}%`, source, confidence, note ? pick(note) : ''),
        ),
      ),
    ],
  ];
}
