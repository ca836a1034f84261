/** A term of the field in both languages, as it stands inside a sentence. */
export interface Term {
  readonly en: string;
  readonly zh: string;
}

/**
 * The one name of every thing that readers meet: page, command line, report and docs use these and no other word for
 * the same thing. A new thing gets its name here first.
 */
export const GLOSSARY = {
  // Water that makes no power.
  curtailedHydropower: { en: 'curtailed hydropower', zh: '弃水电量' },
  curtailed: { en: 'curtailed, in the statistic', zh: '统计口径弃水电量' },
  outside: { en: 'spill outside the statistic', zh: '统计口径外弃水' },
  allSpill: { en: 'all spill', zh: '全部弃水' },
  statistic: { en: 'statistic', zh: '统计口径' },
  forcedSpill: { en: 'forced spill', zh: '装机弃水' },
  curtailmentFactor: { en: 'average curtailment factor', zh: '平均弃水系数' },
  utilisationRate: { en: 'utilisation rate', zh: '水能利用率' },
  // Where it is.
  section: { en: 'section', zh: '断面' },
  /** where a reader meets the word first: other countries call it an interface */
  sectionFirst: { en: 'section (interface)', zh: '断面' },
  exportLine: { en: 'export line', zh: '外送线路' },
  corridor: { en: 'corridor', zh: '通道' },
  zone: { en: 'zone', zh: '分区' },
  basin: { en: 'basin', zh: '流域' },
  smallHydro: { en: 'grid small hydro', zh: '并网小水电' },
  pockets: { en: 'direct pockets', zh: '直供电站' },
  pocketLink: { en: 'link of the pocket', zh: '直供区联络线' },
  aggregatedSmallHydro: { en: 'aggregated small hydro', zh: '归并小水电' },
  uncontrolledStations: { en: 'uncontrolled stations', zh: '不受控电站' },
  // The load and its two worlds.
  keptWorld: { en: 'load kept', zh: '负荷保留' },
  removedWorld: { en: 'load removed', zh: '负荷退出' },
  removedEnergy: { en: 'removed energy', zh: '削减电量' },
  removedEnergyUse: { en: 'where the removed energy goes', zh: '削减电量的去向' },
  removedLoad: { en: 'the removed load', zh: '退出的负荷' },
  interruptibleLoads: { en: 'interruptible loads', zh: '可中断负荷' },
  // What absorbs the removed energy.
  moreStored: { en: 'more stored', zh: '增加蓄水' },
  headAndRouting: { en: 'head and routing', zh: '水头与流达' },
  moreExport: { en: 'more export', zh: '增加外送' },
  lessThermal: { en: 'less thermal', zh: '减少火电' },
  lessRenewables: { en: 'less wind and solar', zh: '减少风光' },
  lessImport: { en: 'less import', zh: '减少外购' },
  unservedLoad: { en: 'load unserved', zh: '缺供电量' },
  interruptedLoad: { en: 'load interrupted', zh: '中断负荷' },
  lessUnserved: { en: 'less unserved', zh: '减少缺供' },
  moreLosses: { en: 'more losses', zh: '增加网损' },
  // Why it is curtailed.
  causeSections: { en: 'sections', zh: '断面受限' },
  causeExports: { en: 'export lines', zh: '外送受限' },
  causeIntraday: { en: 'load within the day, must-run', zh: '日内调峰与火电最小出力' },
  causeStorage: { en: 'flood limits', zh: '汛限水位' },
  surplus: { en: 'surplus', zh: '来水富余' },
  contract: { en: 'contract', zh: '合同电量' },
  mustRun: { en: 'must-run', zh: '最小出力' },
  // Water and time.
  waterYear: { en: 'water year', zh: '来水年' },
  exportRule: { en: 'export rule', zh: '外送规则' },
  priceOfForesight: { en: 'price of foresight', zh: '未预见的代价' },
  knownWater: { en: 'had water and removal been known', zh: '若来水与负荷退出均已知' },
  // How sure it is.
  effectiveDraws: { en: 'effective draws', zh: '次有效抽样' },
  optimalityGap: { en: 'optimality gap', zh: '最优性间隙' },
  waterResidual: { en: 'largest water residual', zh: '最大水量平衡残差' },
  energyResidual: { en: 'largest energy residual', zh: '最大电量平衡残差' },
  counterMeasure: { en: 'counter-measure', zh: '应对措施' },
  hydroMore: { en: 'hydropower more', zh: '水电增发' },
  utilisationHours: { en: 'hours a MW', zh: '每兆瓦小时数' },
  credited: { en: 'credited', zh: '计入减排' },
  official: { en: 'official', zh: '官方' },
  published: { en: 'published', zh: '公开' },
  derived: { en: 'derived', zh: '推算' },
  assumed: { en: 'assumed', zh: '假设' },
  // Series of published figures.
  curtailment: { en: 'curtailment', zh: '弃水电量' },
  hydroGeneration: { en: 'hydro generation', zh: '水电发电量' },
  exported: { en: 'export', zh: '外送电量' },
  consumption: { en: 'consumption', zh: '用电量' },
  peakLoad: { en: 'peak load', zh: '最大负荷' },
} as const satisfies Readonly<Record<string, Term>>;

/** The uncertain inputs by their code. */
export const INPUT_TERMS = {
  water: GLOSSARY.waterYear,
  water_error: { en: 'error of the inferred water', zh: '推算来水的误差' },
  size: { en: 'size of the load', zh: '负荷规模' },
  section_limit: { en: 'section limit', zh: '断面限额' },
  export_acceptance: { en: 'what receivers accept', zh: '受端接纳能力' },
  demand: { en: 'base demand', zh: '基础用电' },
  supplied: { en: 'supply beside the modelled lines', zh: '线路以外的供电' },
  export_rule: GLOSSARY.exportRule,
  variants: { en: 'place of the load', zh: '负荷地点' },
  structure: { en: 'structure of the model', zh: '模型结构' },
  place: { en: 'place of the load', zh: '负荷地点' },
  forced_outage: { en: 'forced outages', zh: '强迫停运' },
} as const satisfies Readonly<Record<string, Term>>;

export type TermName = keyof typeof GLOSSARY;

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** The term at the head of a row, a column or a title. */
export const headed = (name: TermName): string => capital(GLOSSARY[name].en);
export const headedInput = (name: keyof typeof INPUT_TERMS): string => capital(INPUT_TERMS[name].en);

/**
 * Words that name one of these things in another way; none may stand in what readers see. `instead` is the term.
 */
export const OTHER_NAMES: readonly { readonly found: RegExp; readonly instead: TermName }[] = [
  { found: /energy (?:is )?no longer used/i, instead: 'removedEnergy' },
  { found: /\bfreed energy\b|\benergy freed\b|MWh freed/i, instead: 'removedEnergy' },
  { found: /退出负荷的用电量|削减用电量|腾出电量/, instead: 'removedEnergy' },
  { found: /保留负荷/, instead: 'keptWorld' },
  { found: /关停/, instead: 'removedWorld' },
  { found: /统计外|统计口径之外|统计口径以外/, instead: 'outside' },
  { found: /Water-energy utilisation/i, instead: 'utilisationRate' },
  { found: /rules? for exports/i, instead: 'exportRule' },
  { found: /来水年型/, instead: 'waterYear' },
  { found: /等权抽样/, instead: 'effectiveDraws' },
  { found: /lack of storage|调节库容不足/i, instead: 'causeStorage' },
  { found: /load shape in the day|日内负荷形状/i, instead: 'causeIntraday' },
  { found: /最高负荷/, instead: 'peakLoad' },
  { found: /公开发表/, instead: 'published' },
  { found: /假定/, instead: 'assumed' },
  { found: /\blumps?\b(?!_)|lumped hydro/i, instead: 'aggregatedSmallHydro' },
  { found: /\bload slots?\b|\bslots of load/i, instead: 'interruptibleLoads' },
  { found: /\bgiven water\b/i, instead: 'uncontrolledStations' },
];
