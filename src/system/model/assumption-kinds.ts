/**
 * The prices and habits of planners that no table of plants or lines states. A model may state them in `assumptions`;
 * what it does not state has the figure given here. Every figure is a choice of modelling: none is an observed cost.
 */
interface Kind {
  readonly unit: string;
  readonly usual: number;
  /** what the figure may be */
  readonly range: readonly [least: number, most: number];
  readonly en: string;
  readonly zh: string;
  /** why the usual figure is what it is */
  readonly why: string;
}

const PRICE = 'yuan/MWh';
const kind = (unit: string, usual: number, range: Kind['range'], en: string, zh: string, why: string): Kind => ({
  unit,
  usual,
  range,
  en,
  zh,
  why,
});

const WEIGHTS = {
  'spill-weight': kind(
    PRICE,
    10,
    [0.1, 100],
    'weight of spill that turbines could have used, in the stages after cost',
    '成本之后各阶段对可发电弃水的权重',
    'far below any cost of supply, so that it decides between plans of equal cost alone',
  ),
  'sharing-weight': kind(
    PRICE,
    2,
    [0.01, 50],
    'weight that shares curtailment pro rata between plants',
    '按比例分摊弃水的权重',
    'a fifth of the weight of spill: sharing never makes spill larger',
  ),
  'even-spill-weight': kind(
    PRICE,
    1,
    [0.01, 50],
    'weight that spreads forced spill evenly over time',
    '使装机弃水在时间上均匀的权重',
    'half of the weight of sharing',
  ),
  'over-days-share': kind(
    '1',
    0.01,
    [0, 1],
    'how hard plans of many days share and spread spill under rolling foresight, of what a day does',
    '滚动预见下多日计划分摊弃水的力度，相对于日内',
    'sharing spill over days must not go before keeping it',
  ),
  'keep-water': kind(
    'yuan/MWh/d',
    0.02,
    [0, 5],
    'worth of keeping water a day longer under rolling foresight',
    '滚动预见下水多存一天的价值',
    'decides between plans that cost and spill alike: what is kept may yet be used',
  ),
  'wait-to-spill': kind(
    'yuan/MWh/h',
    0.05,
    [0, 5],
    'worth of keeping water an hour longer within a day under rolling foresight',
    '滚动预见下日内水多存一小时的价值',
    'over a day little more than the weight of sharing, far less than that of spill',
  ),
  wheeling: kind(
    PRICE,
    0.02,
    [0, 10],
    'cost of moving power over a corridor, beside its losses',
    '通道输电在网损之外的成本',
    'surplus must not circle between zones',
  ),
  'storage-use': kind(
    PRICE,
    0.01,
    [0, 100],
    'cost of charging and of discharging electric storage',
    '储能充电与放电的成本',
    'a unit must not charge and discharge in the same hour',
  ),
} satisfies Readonly<Record<string, Kind>>;

const PRICES = {
  'renewable-curtailment': kind(
    PRICE,
    30,
    [0, 2000],
    'cost of curtailing wind and solar power',
    '弃风弃光的成本',
    'above the weights of hydro spill: wind and solar power are curtailed after hydropower',
  ),
  'contract-shortfall': kind(
    PRICE,
    3000,
    [100, 100_000],
    'cost of falling short of an export contract',
    '外送合同电量欠供的成本',
    'between interruptible and firm load: load that may be interrupted is cut before, firm load after',
  ),
  unserved: kind(
    PRICE,
    10_000,
    [100, 1_000_000],
    'cost of unserved load in a zone whose row states none',
    '分区未注明时的缺电成本',
    '10 yuan/kWh, a common order of size of the value of lost load',
  ),
  'storage-short': kind(
    PRICE,
    300,
    [0, 10_000],
    'value of water below the storage target at the end of the season',
    '季末库存低于目标部分的水价值',
    'about what power from coal costs, which would have to replace it',
  ),
  'storage-extra': kind(
    PRICE,
    60,
    [0, 10_000],
    'value of water above the storage target at the end of the season',
    '季末库存高于目标部分的水价值',
    'below any sale of surplus: full reservoirs are worth little more water',
  ),
  'missed-target': kind(
    PRICE,
    1200,
    [0, 100_000],
    'cost of missing a storage target, for what the station itself could make of the water',
    '未达库存目标的成本（按本站可发电量计）',
    'with the value of water below it, above coal and surplus power, below contracts and firm load',
  ),
  'missed-transit': kind(
    PRICE,
    300,
    [0, 10_000],
    'cost of handing on another amount of water in transit than planned',
    '在途水量偏离计划的成本',
    'above the price of surplus power, below unserved load',
  ),
  head: kind(
    PRICE,
    60,
    [0, 10_000],
    'value of the output that a higher head adds',
    '水头升高所增出力的价值',
    'that of surplus energy: much of it falls in the flood season',
  ),
  'off-curve': kind(
    'yuan/MWh/d',
    18,
    [0, 1000],
    'cost of a reservoir off its rule curve, a day',
    '水库偏离调度图每日的成本',
    'ten days cost more than surplus power is worth, a season less than a contract',
  ),
  'missed-release': kind(
    '1',
    1.1,
    [0, 10],
    'cost of a least release not met, of that of the dearest load',
    '未满足最小下泄的成本，为最贵负荷成本的倍数',
    'a little above 1: water that a river must carry is not held back to serve load',
  ),
  'missing-water': kind(
    PRICE,
    20_000,
    [0, 10_000_000],
    'cost of water that a stated loss of a reach asks for and the river does not have',
    '河段损失所需而河中没有的水的成本',
    'above unserved load: no energy is made of water that is not there',
  ),
  'guided-fall': kind(
    PRICE,
    300,
    [1, 10_000],
    'fall of the value of water over a whole reservoir at the end of a day that follows a plan',
    '按计划运行的一日末水价值在全库容上的降幅',
    'keeps days near their plan; about the price of coal',
  ),
  'guided-fall-short': kind(
    PRICE,
    1000,
    [1, 10_000],
    'the same in a window of at most a month',
    '同上，不超过一个月的窗口',
    'its plan goes by single days, so that days may follow it more closely',
  ),
  'path-fall': kind(
    '1',
    0.01,
    [0, 1],
    'part of that fall at the end of days before the last of a program',
    '上述降幅用于程序末日之前各日末的比例',
    'without any, a program would put off what the next one has to mend',
  ),
} satisfies Readonly<Record<string, Kind>>;

const HABITS = {
  'contract-share': kind(
    '1',
    0.85,
    [0, 1],
    'part of an export schedule under contract where its row is missing',
    '外送计划缺行时合同部分的比例',
    'most of a long-distance line is under yearly contract; no published figure',
  ),
  'metered-share': kind(
    '1',
    0.9,
    [0, 1],
    'most of a prefecture’s reported demand that a metered named load may be',
    '计量的专项负荷占市州上报用电的上限',
    'some reported demand is of households and services; what exceeds the part counts as never metered',
  ),
  'withdrawal-share': kind(
    '1',
    0.8,
    [0, 1],
    'most of a day’s natural inflow that is withdrawn',
    '取水占当日天然来水的上限',
    'a river is not drained: a fifth of the natural flow stays in it',
  ),
  'forecast-known': kind(
    'd',
    7,
    [1, 60],
    'days ahead whose water a weekly plan knows',
    '周计划已知来水的天数',
    'forecasts of runoff have skill for about a week',
  ),
  'forecast-memory': kind(
    'd',
    7,
    [1, 60],
    'days over which a forecast takes the anomaly of water',
    '预报取来水距平的天数',
    'the last week that is known',
  ),
  'forecast-fade': kind(
    'd',
    30,
    [1, 365],
    'days in which an anomaly of water fades to 1/e in a forecast',
    '预报中来水距平衰减到 1/e 的天数',
    'anomalies of monthly flow outlast about a month',
  ),
  'draw-down': kind(
    'd',
    15,
    [1, 120],
    'days in which operators draw a full reservoir down ahead of a lower limit',
    '运行人员在更低限值之前放空满库所用的天数',
    'the usual half month before a flood season',
  ),
  'refill-share': kind(
    '1',
    0.4,
    [0.05, 1],
    'part of the season in which reservoirs without a rule curve fill to its end’s target',
    '无调度图的水库蓄至季末目标所用的季节比例',
    'reservoirs fill in the first part of a flood season',
  ),
} satisfies Readonly<Record<string, Kind>>;

/** Every price and habit by its id. */
export const ASSUMPTIONS = { ...WEIGHTS, ...PRICES, ...HABITS } as const;
export type AssumptionId = keyof typeof ASSUMPTIONS;
export const ASSUMPTION_IDS = Object.keys(ASSUMPTIONS) as readonly AssumptionId[];
