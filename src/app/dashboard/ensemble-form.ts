import type { Problem } from '../../system/words/problem.ts';
import { h, type Child } from './dom.ts';
import { problemText } from './form-problems.ts';
import { t } from './i18n.ts';
import type { EnsembleRequest } from './job-api.ts';
import type { State } from './state.ts';

const NUMBERS = ['draws', 'seed', 'control'] as const;
const SWITCHES = ['size', 'place', 'outage'] as const;
/** The fields of a request that this form shows, so that their problems stand beside them. */
export const ENSEMBLE_FIELDS: readonly string[] = NUMBERS;

/** What is entered, as typed. */
const entered: Record<(typeof NUMBERS)[number], string> = { draws: '100', seed: '1', control: '0' };
const drawn: Record<(typeof SWITCHES)[number], boolean> = { size: false, place: false, outage: false };

/**
 * What is asked beside the pair; an entry that is no number reaches the server as it is, and comes back with its hint.
 */
export function askedDraws({ context }: State): Omit<EnsembleRequest, 'reference' | 'counterfactual' | 'changes'> {
  const control = number(entered.control);
  return {
    draws: number(entered.draws),
    seed: number(entered.seed),
    ...(control === 0 ? {} : { control }),
    ...(drawn.size && { draw_size: true }),
    ...(drawn.outage && { draw_outage: true }),
    ...(drawn.place && { places: context.places.map(({ id }) => id) }),
  };
}

const number = (text: string): number | string =>
  text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);

export function ensembleForm({ context }: State, problems: readonly Problem[]): Child {
  const field = (name: (typeof NUMBERS)[number]): HTMLElement => {
    const own = problems.filter(({ path }) => path === name);
    const id = `ensemble-${name}`;
    return h(
      'div',
      { class: 'field' },
      h('label', { for: id }, t(`ensemble_${name}`)),
      h('input', {
        id,
        type: 'text',
        inputmode: 'numeric',
        autocomplete: 'off',
        value: entered[name],
        ...(own.length > 0 ? { 'aria-invalid': 'true', 'aria-describedby': `${id}-problem` } : {}),
        oninput: (event) => {
          entered[name] = (event.target as HTMLInputElement).value;
        },
      }),
      problemText(id, own),
    );
  };
  const offered = SWITCHES.filter((name) => name !== 'place' || context.places.length > 1);
  return [
    h('div', { class: 'thirds ensemble-fields' }, NUMBERS.map(field)),
    h('p', { class: 'note' }, t('ensemble_fields_note')),
    h(
      'fieldset',
      { class: 'boxes' },
      h('legend', {}, t('ensemble_also')),
      offered.map((name) =>
        h(
          'label',
          {},
          h('input', {
            type: 'checkbox',
            id: `ensemble-draw-${name}`,
            checked: drawn[name],
            onchange: (event) => {
              drawn[name] = (event.target as HTMLInputElement).checked;
            },
          }),
          ' ',
          t(`ensemble_draw_${name}`),
        ),
      ),
    ),
  ];
}
