import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { evidenceAsked, evidenceQuery } from '../../study/inputs/evidence-request.ts';
import { evidence } from '../../study/inputs/evidence.ts';
import type { EvidenceResult } from '../../study/inputs/evidence-result.ts';
import { standingOf } from '../../study/base/standing.ts';
import { summariseModel } from '../../study/run/model-summary.ts';
import { TABLES, type Model, type TableName } from '../../system/model/model.ts';
import { InvalidInput, orThrow, problem } from '../../system/words/problem.ts';
import { notFound } from './server/http-problem.ts';
import { problemContent, ref } from './openapi/openapi-refs.ts';
import { pageOf, type Page } from './reading/paging.ts';
import { pageQuery, tablesQuery } from './reading/requests.ts';
import { SERVICES, type Services } from './services.ts';
import { Valid, ValidId } from './reading/valid-input.ts';

type Listed = Awaited<ReturnType<Services['models']['listModels']>>[number];

/** Left out unless asked for: a row an hour of the year says little to a reader and is most of the bytes. */
const BULKY: ReadonlySet<string> = new Set<TableName>(['load_shape']);

@ApiTags('models')
@Controller('api/v1/models')
export class ModelsController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Get()
  @ApiOperation({ summary: 'models that ship with the program' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' } })
  @ApiResponse({ status: 200, description: 'one page', schema: ref('ModelPage') })
  async list(@Query(new Valid(pageQuery)) query: z.infer<typeof pageQuery>): Promise<Page<Listed>> {
    return pageOf(await this.services.models.listModels(), query.limit, query.cursor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'a model: totals, and its tables with the source of every row' })
  @ApiParam({ name: 'id', schema: { type: 'string' } })
  @ApiQuery({
    name: 'tables',
    required: false,
    schema: { type: 'string' },
    description: 'comma-separated; all but load_shape if absent',
  })
  @ApiResponse({ status: 200, description: 'the model', schema: ref('Model') })
  @ApiResponse({ status: 404, ...problemContent('unknown id') })
  async read(
    @Param('id', new ValidId()) id: string,
    @Query(new Valid(tablesQuery)) query: z.infer<typeof tablesQuery>,
  ): Promise<object> {
    const model = await this.require(id);
    const { title, version } = model;
    const {
      model: { folder, hash },
      warnings,
    } = await standingOf(this.services.models, id, []);
    return {
      id,
      title,
      version,
      folder,
      hash,
      warnings,
      summary: summariseModel(model),
      tables: chosenTables(model, query.tables),
    };
  }

  @Get(':id/evidence')
  @ApiOperation({
    summary: 'the size of the load that a fall of the hash rate implies; figures of the model unless given',
  })
  @ApiParam({ name: 'id', schema: { type: 'string' } })
  @ApiQuery({ name: 'hash_rate', required: false, schema: { type: 'number' }, description: 'hash rate lost, EH/s' })
  @ApiQuery({
    name: 'efficiency',
    required: false,
    schema: { type: 'string' },
    description: 'low,central,high in J/TH',
  })
  @ApiQuery({ name: 'pue', required: false, schema: { type: 'number', minimum: 1, maximum: 5 } })
  @ApiQuery({
    name: 'share',
    required: false,
    schema: { type: 'number', minimum: 0, maximum: 1 },
    description: 'of the fall that lay in the province; above 0',
  })
  @ApiQuery({ name: 'claim', required: false, schema: { type: 'string' }, description: 'load claimed, such as 8 GW' })
  @ApiQuery({
    name: 'draws',
    required: false,
    schema: { type: 'integer', minimum: 100, maximum: 100_000, default: 10_000 },
  })
  @ApiQuery({ name: 'seed', required: false, schema: { type: 'integer', minimum: 0, default: 1 } })
  @ApiResponse({ status: 200, description: 'the estimates', schema: ref('Evidence') })
  @ApiResponse({ status: 404, ...problemContent('unknown id') })
  @ApiResponse({ status: 422, ...problemContent('invalid query, or a model without evidence') })
  async evidence(
    @Param('id', new ValidId()) id: string,
    @Query(new Valid(evidenceQuery)) query: z.infer<typeof evidenceQuery>,
  ): Promise<EvidenceResult> {
    const found = evidence(await this.require(id), evidenceAsked(query));
    return { ...found, model: { ...found.model, folder: this.services.models.folder?.(id) ?? null } };
  }

  private async require(id: string): Promise<Model> {
    const known = await this.services.models.listModels();
    if (!known.some((model) => model.id === id)) throw notFound('model', id, '/api/v1/models');
    return orThrow(await this.services.models.model(id));
  }
}

function chosenTables({ tables }: Model, asked: string | undefined): Partial<Model['tables']> {
  const names = asked
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names?.filter((name) => !Object.hasOwn(TABLES, name)) ?? [];
  if (unknown.length > 0) {
    throw new InvalidInput(
      unknown.map((name) =>
        problem(
          'unknown-table',
          'tables',
          name,
          `one of ${Object.keys(TABLES).join(', ')}`,
          `there is no table "${name}"`,
          'name tables of the model package',
        ),
      ),
    );
  }
  return Object.fromEntries(
    Object.entries(tables).filter(([name]) => (names ? names.includes(name) : !BULKY.has(name))),
  );
}
