import type { MathNode, ConstantNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs';
import { createMath } from '../mathjs.ts';
import { invalid, problem, valid, type Checked, type Problem } from './problem.ts';
import { didYouMean } from './nearest.ts';

export type Formula = (scope: Readonly<Record<string, number>>) => number;

const MAX_LENGTH = 200;
const { parse } = createMath();

const OPERATORS: Readonly<Record<string, (...values: number[]) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  pow: (a, b) => a ** b,
  unaryMinus: (a) => -a,
  unaryPlus: (a) => a,
};

/**
 * A formula such as `1.05 ^ (year - 2020)` as a function of named numbers. Only numbers, the allowed names, + - * / ^
 * and parentheses are read; nothing is looked up, called or assigned. All faults are reported, at `path`.
 */
export function compileFormula(text: string, allowedNames: readonly string[], path = ''): Checked<Formula> {
  if (text.length > MAX_LENGTH)
    return invalid([
      problem(
        'formula-length',
        path,
        text.length,
        `<= ${MAX_LENGTH} characters`,
        'the formula is too long',
        'simplify it',
      ),
    ]);
  let tree: MathNode;
  try {
    tree = parse(text);
  } catch (error) {
    return invalid([
      problem(
        'formula-syntax',
        path,
        text,
        'an arithmetic expression',
        `cannot be read: ${error instanceof Error ? error.message : 'syntax error'}`,
        `write an expression of ${allowedNames.join(', ')}, such as 1.05`,
      ),
    ]);
  }
  const problems: Problem[] = [];
  const formula = compile(tree, { text, path, allowedNames, problems });
  return problems.length > 0 ? invalid(problems) : valid(formula);
}

interface Context {
  readonly text: string;
  readonly path: string;
  readonly allowedNames: readonly string[];
  readonly problems: Problem[];
}

const NOTHING: Formula = () => NaN;

function compile(node: MathNode, context: Context): Formula {
  switch (node.type) {
    case 'ConstantNode':
      return constant(node as ConstantNode, context);
    case 'SymbolNode':
      return name((node as SymbolNode).name, context);
    case 'ParenthesisNode':
      return compile((node as ParenthesisNode).content, context);
    case 'OperatorNode':
      return operator(node as OperatorNode, context);
    default:
      return refuse(node.type, context);
  }
}

function constant(node: ConstantNode, context: Context): Formula {
  const value: unknown = node.value;
  return typeof value === 'number' && Number.isFinite(value) ? () => value : refuse('constant', context);
}

function name(symbol: string, context: Context): Formula {
  if (context.allowedNames.includes(symbol)) return (scope) => scope[symbol];
  context.problems.push(
    problem(
      'formula-name',
      context.path,
      context.text,
      `names: ${context.allowedNames.join(', ')}`,
      `"${symbol}" is not a name that this formula knows`,
      didYouMean(symbol, context.allowedNames, `use only ${context.allowedNames.join(', ')} and numbers`),
    ),
  );
  return NOTHING;
}

function operator(node: OperatorNode, context: Context): Formula {
  const apply = Object.hasOwn(OPERATORS, node.fn) ? OPERATORS[node.fn] : undefined;
  const operands = node.args.map((operand) => compile(operand, context));
  if (apply === undefined) return refuse(`operator ${node.op}`, context);
  return (scope) => apply(...operands.map((operand) => operand(scope)));
}

function refuse(what: string, context: Context): Formula {
  context.problems.push(
    problem(
      'formula-form',
      context.path,
      context.text,
      'numbers, names, + - * / ^ and parentheses',
      `a formula may not contain this part: ${what}`,
      'use only arithmetic',
    ),
  );
  return NOTHING;
}
