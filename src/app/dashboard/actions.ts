import { Refused } from './api.ts';
import { draftOfJob } from './asked.ts';
import { draftOf, requestOf } from './draft.ts';
import { energyAlone } from './format.ts';
import { language, setLanguage, t } from './i18n.ts';
import { cancelJob, followJob, isFinal, startJob, type Job } from './job-api.ts';
import {
  drawAll,
  drawBackcast,
  drawEnsemble,
  drawForm,
  drawPackage,
  drawResponse,
  drawResults,
  drawTornado,
  drawYears,
  toHeadline,
  type PageActions,
} from './page.ts';
import { updateProgress } from './progress.ts';
import { updateRunState } from './run-bar.ts';
import { sideActions } from './side-study.ts';
import { remember, withJob, type Store } from './state.ts';

/** What the reader can do; each action changes the state and redraws the parts it touches. */
export function actionsOn(store: Store): PageActions & { readonly follow: (job: Job) => void } {
  const redrawForm = (): void => drawForm(store.state, actions);
  /**
   * The form when the comparison was asked for: who has changed it since is at work on the next one, and is left there.
   */
  let asked = store.state.draft;

  async function run(): Promise<void> {
    asked = store.state.draft;
    const request = requestOf(asked, draftOf(store.state.context.counterfactual), store.state.context.pair);
    store.change({ problems: [], notice: null });
    updateProgress('progress', store.state);
    try {
      const job = await startJob('comparisons', request);
      follow({ ...job, request: job.request ?? request });
    } catch (reason) {
      refuse(reason);
    }
  }

  function refuse(reason: unknown): void {
    const problems = reason instanceof Refused ? reason.problems : [];
    store.change({ problems, notice: problems.length > 0 ? null : { kind: 'error', text: () => messageOf(reason) } });
    redrawForm();
    (
      document.querySelector<HTMLElement>('#form [aria-invalid="true"]') ?? document.getElementById('problems')
    )?.focus();
  }

  function follow(job: Job): void {
    const history = withJob(store.state.history, job);
    remember(history);
    store.change({ job, history });
    redrawForm();
    if (isFinal(job) && (job.result || job.state !== 'done')) {
      finish(job);
      return;
    }
    followJob('comparisons', job.id, update, lose);
  }

  function update(job: Job): void {
    if (isFinal(job)) {
      finish(job);
      return;
    }
    store.change({ job, history: withJob(store.state.history, job) });
    updateProgress('progress', store.state);
  }

  function finish(job: Job): void {
    const history = withJob(store.state.history, job);
    const whole = history.find((candidate) => candidate.id === job.id) ?? job;
    if (job.state === 'done' && job.result) {
      const { delta } = job.result.curtailed_gwh;
      store.change({
        job: null,
        history,
        shown: whole,
        notice: { kind: 'info', text: () => t('done_announce', { delta: energyAlone(delta, true) }) },
      });
      drawResults(store.state, actions);
      redrawForm();
      if (store.state.draft === asked && !document.activeElement?.closest('.side-panel')) toHeadline();
    } else {
      const failed = job.state === 'failed';
      store.change({
        job: null,
        history,
        problems: job.problems ?? [],
        notice: { kind: failed ? 'error' : 'info', text: () => t(failed ? 'failed' : 'cancelled') },
      });
      redrawForm();
    }
  }

  function lose(reason: unknown): void {
    store.change({
      job: null,
      notice: { kind: 'error', text: () => `${t('lost', { reason: messageOf(reason) })} ${t('reload')}` },
    });
    redrawForm();
  }

  async function cancel(): Promise<void> {
    const { job } = store.state;
    if (job) await cancelJob('comparisons', job.id).catch(refuse);
  }

  const sweep = sideActions('sweeps', {
    read: () => store.state.sweep,
    write: (side) => store.change({ sweep: side }),
    doneWord: 'response_done',
    drawn: () => drawResponse(store.state, actions),
    moved: () => updateProgress('response-progress', store.state.sweep),
  });
  const backcast = sideActions('backcasts', {
    read: () => store.state.backcast,
    write: (side) => store.change({ backcast: side }),
    doneWord: 'backcast_done',
    drawn: () => drawBackcast(store.state, actions),
    moved: () => updateProgress('backcast-progress', store.state.backcast),
  });

  const tornado = sideActions('tornados', {
    read: () => store.state.tornado,
    write: (side) => store.change({ tornado: side }),
    doneWord: 'tornado_done',
    drawn: () => drawTornado(store.state, actions),
    moved: () => updateProgress('tornado-progress', store.state.tornado),
  });
  const ensemble = sideActions('ensembles', {
    read: () => store.state.ensemble,
    write: (side) => store.change({ ensemble: side }),
    doneWord: 'ensemble_done',
    drawn: () => drawEnsemble(store.state, actions),
    moved: () => updateProgress('ensemble-progress', store.state.ensemble),
  });
  const measures = sideActions('packages', {
    read: () => store.state.package,
    write: (side) => store.change({ package: side }),
    doneWord: 'package_done',
    drawn: () => drawPackage(store.state, actions),
    moved: () => updateProgress('package-progress', store.state.package),
  });
  const years = sideActions('decompositions', {
    read: () => store.state.years,
    write: (side) => store.change({ years: side }),
    doneWord: 'years_done',
    drawn: () => drawYears(store.state, actions),
    moved: () => updateProgress('years-progress', store.state.years),
  });

  const actions: PageActions & { readonly follow: (job: Job) => void } = {
    sweep,
    backcast,
    tornado,
    ensemble,
    package: measures,
    years,
    follow: (job: Job) => {
      asked = store.state.draft;
      follow(job);
    },
    run: () => void run(),
    cancel: () => void cancel(),
    edit: (patch: Partial<typeof store.state.draft>, redraw: boolean) => {
      store.change({ draft: { ...store.state.draft, ...patch } });
      if (redraw) redrawForm();
      else updateRunState(store.state);
    },
    trySize: (gigawatts: number) => {
      store.change({ draft: { ...store.state.draft, size: String(gigawatts) } });
      redrawForm();
      document.getElementById('run')?.focus();
    },
    show: (job: Job) => {
      store.change({ shown: job, draft: draftOfJob(store.state, job), notice: null, problems: [] });
      drawResults(store.state, actions);
      redrawForm();
    },
    switchLanguage: () => {
      setLanguage(language() === 'en' ? 'zh' : 'en');
      drawAll(store.state, actions);
      document.getElementById('language')?.focus();
    },
  };
  return actions;
}

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));
