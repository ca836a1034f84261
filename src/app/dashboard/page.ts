import { askedOf } from './asked.ts';
import { dailySpec } from './chart-daily.ts';
import { dispositionSpec } from './chart-disposition.ts';
import { monthSpec, whereSpec, type Group } from './chart-pairs.ts';
import { byId, h, replace } from './dom.ts';
import { figure } from './figure.ts';
import { form, type FormActions } from './form.ts';
import { headline } from './headline.ts';
import { history } from './history.ts';
import { t } from './i18n.ts';
import { masthead } from './masthead.ts';
import type { Job } from './api.ts';
import type { State } from './state.ts';

export interface PageActions extends FormActions {
  readonly switchLanguage: () => void; readonly show: (job: Job) => void; readonly trySize: (gigawatts: number) => void;
}

let group: Group = 'basin';

/** Each part of the page is drawn whole from the state; only the progress bar is updated in place. */
export function drawAll(state: State, actions: PageActions): void {
  document.querySelector('.skip')!.textContent = t('skip');
  replace('footer', h('p', {}, t('footer')), h('p', {}, h('a', { href: '/docs' }, t('api_docs'))));
  drawResults(state, actions);
  drawForm(state, actions);
}

export function drawResults(state: State, actions: PageActions): void {
  replace('header', masthead(state, actions.switchLanguage));
  replace('headline', headline(state, actions));
  drawCharts(state);
}

/** Keeps the keyboard where it was: the control with the same id is focused again. */
export function drawForm(state: State, actions: PageActions): void {
  const focused = document.activeElement?.id;
  replace('form', form(state, actions), history(state, actions.show));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function drawCharts(state: State): void {
  const result = state.shown?.result;
  if (!result || !state.shown) return replace('charts');
  replace('charts', h('h2', { class: 'hidden' }, t('charts')),
    figure(dailySpec(result, state.context, askedOf(state, state.shown).start)), figure(monthSpec(result)), figure(dispositionSpec(result)), h('div', { id: 'where-slot' }));
  drawWhere(state);
}

function drawWhere(state: State): void {
  const result = state.shown?.result;
  if (!result) return;
  const choose = (next: Group): void => {
    group = next;
    drawWhere(state);
    byId(`where-${next}`).focus({ preventScroll: true });
  };
  replace('where-slot', figure(whereSpec(result, state.context, group, choose)));
}
