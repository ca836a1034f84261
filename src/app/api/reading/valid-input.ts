import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { scenarioId } from '../../../study/base/request-fields.ts';
import { checkInput } from '../../../system/reading/check-input.ts';
import { MOST_LISTED } from '../../../system/words/problem-list.ts';
import { InvalidInput } from '../../../system/words/problem.ts';
import { problemsOf } from '../../../system/reading/zod-problems.ts';

/** A body or query checked against its schema; every problem is reported at once. */
export class Valid<S extends z.ZodType> implements PipeTransform<unknown, z.output<S>> {
  constructor(private readonly schema: S) {}

  transform(value: unknown): z.output<S> {
    const input = value ?? {};
    const checked = checkInput(this.schema, input, MOST_LISTED);
    if (checked.ok) return checked.value;
    throw new InvalidInput(checked.placed.map((placed) => placed.problem));
  }
}

/** An id from the address. Ids are only ever compared with known ones, and no other text gets this far. */
export class ValidId implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    const parsed = z.object({ id: scenarioId }).safeParse({ id: value });
    if (parsed.success) return parsed.data.id;
    throw new InvalidInput(problemsOf(parsed.error, { id: value }));
  }
}
