import type { HeldBy } from '../../study/base/water-factor-result.ts';

interface Miss {
  readonly fact: string;
  readonly residual: number;
  readonly residual_at_end: number;
}
/** Facts named at most; the document has all. */
const MOST_NAMED = 3;
/** A prior counts among what pulls where it moves by so many of its spreads. */
const PRIOR_MOVED = 1;

/** One decimal, never "-0.0". */
const off = (residual: number): string => (Math.round(10 * residual) / 10 + 0).toFixed(1);
const signed = (change: number): string => `${change >= 0.05 ? '+' : ''}${off(change)}`;

/** How one fact is missed, and how several are put together, in a language. */
interface Grammar {
  readonly miss: (miss: Miss, at: string) => string;
  readonly between: string;
  readonly prior: string;
}
const EN: Grammar = {
  miss: ({ fact, residual, residual_at_end: end }, at) =>
    `${fact} (${off(residual)} spreads off, ${off(end)} at ${at})`,
  between: ', ',
  prior: 'the prior',
};
const ZH: Grammar = {
  miss: ({ fact, residual, residual_at_end: end }, at) =>
    `${fact}（偏离${off(residual)}倍离差，系数为${at}时${off(end)}倍）`,
  between: '、',
  prior: '先验',
};

/** Lists of facts that hold a factor where it is and that pull it back (the prior among them); empty where none do. */
function sides({ factor, facts, prior }: HeldBy, grammar: Grammar): { readonly holds: string; readonly back: string } {
  const at = factor.toFixed(2);
  const list = (misses: readonly Miss[]): string =>
    misses
      .slice(0, MOST_NAMED)
      .map((miss) => grammar.miss(miss, at))
      .join(grammar.between);
  const eased = prior !== null && Math.abs(prior.residual) - Math.abs(prior.residual_at_end) > PRIOR_MOVED;
  return {
    holds: list(facts.filter(({ pull }) => pull === 'holds')),
    back: list([...facts.filter(({ pull }) => pull === 'back'), ...(eased ? [{ fact: grammar.prior, ...prior }] : [])]),
  };
}

/**
 * What holds a factor where it is and what pulls it back, with how far each is missed now and at the end of the range.
 */
export const heldWords = {
  en: ({ held }: { readonly held: HeldBy | null }): string => {
    if (held === null) return 'not tested: calibration.csv holds no number of it';
    const { nearest, factor, misfit_change: change } = held;
    const [at, { holds, back }] = [factor.toFixed(2), sides(held, EN)];
    const most = nearest === null ? '' : `, ${EN.miss(nearest, at)} the most`;
    const first =
      holds !== ''
        ? `held by ${holds}`
        : `unexplained: no fact would be missed by more than one spread more at ${at}${most}; squared misses there: ` +
          `facts ${signed(change.facts)}${change.prior === null ? '' : `, prior ${signed(change.prior)}`}`;
    return back === '' ? first : `${first}; pulled back by ${back}`;
  },
  zh: ({ held }: { readonly held: HeldBy | null }): string => {
    if (held === null) return '未检验：calibration.csv 中没有对应参数';
    const { nearest, factor, misfit_change: change } = held;
    const [at, { holds, back }] = [factor.toFixed(2), sides(held, ZH)];
    const most = nearest === null ? '' : `，最多的是${ZH.miss(nearest, at)}`;
    const first =
      holds !== ''
        ? `由${holds}所定`
        : `未解释：系数为${at}时没有依据多偏离一倍离差${most}；偏离平方和变化：依据${signed(change.facts)}` +
          (change.prior === null ? '' : `，先验${signed(change.prior)}`);
    return back === '' ? first : `${first}；反向的有${back}`;
  },
};
