import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { LibraryEntry } from '../../io/library/scenario-library.ts';
import { standingOf } from '../../study/base/standing.ts';
import { diffScenarios } from '../../study/scenario/diff-scenarios.ts';
import { InvalidInput, orThrow, problem } from '../../system/words/problem.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { conflict, HttpProblem, notFound } from './server/http-problem.ts';
import { problemContent, ref } from './openapi/openapi-refs.ts';
import { pageOf } from './reading/paging.ts';
import { pageQuery } from './reading/requests.ts';
import { SERVICES, type Services } from './services.ts';
import { Valid, ValidId } from './reading/valid-input.ts';

const WHERE = '/api/v1/scenarios';
const ID = ApiParam({ name: 'id', schema: { type: 'string', pattern: '^[a-z0-9-]{1,64}$' } });
const WRITTEN = ApiBody({ schema: ref('ScenarioInput') });
const tagOf = ({ revision }: LibraryEntry): string => `"revision-${revision}"`;

const listed = ({ document, file, revision }: LibraryEntry) => ({
  id: document.id,
  title: document.title,
  model: document.model,
  basis: document.basis,
  window: document.window,
  measures: document.measures.map((measure) => measure.id),
  read_only: file !== null,
  revision,
});

@ApiTags('scenarios')
@Controller('api/v1/scenarios')
export class ScenariosController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Get()
  @ApiOperation({ summary: 'scenarios by id: those that ship with the program (read-only) and those kept here' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' } })
  @ApiResponse({ status: 200, description: 'one page', schema: ref('ScenarioPage') })
  async list(@Query(new Valid(pageQuery)) query: z.infer<typeof pageQuery>) {
    const { items, next } = pageOf(await this.services.scenarios.list(), query.limit, query.cursor);
    return { items: items.map(listed), next };
  }

  @Get('opening')
  @ApiOperation({ summary: 'what the program opens with: a pair, its question, sizes and places of the load' })
  @ApiResponse({ status: 200, description: 'the opening', schema: ref('Opening') })
  @ApiResponse({ status: 422, ...problemContent('no valid default.yaml, every problem listed') })
  async opening() {
    return orThrow(await this.services.scenarios.opening());
  }

  @Post('validate')
  @HttpCode(200)
  @WRITTEN
  @ApiOperation({ summary: 'check a scenario without keeping it' })
  @ApiResponse({ status: 200, description: 'valid; the scenario whole', schema: ref('ValidScenario') })
  @ApiResponse({ status: 422, ...problemContent('invalid, every problem listed') })
  async validate(@Body() body: unknown) {
    const scenario = orThrow(await this.services.scenarios.read(body));
    return { valid: true, scenario, ...(await standingOf(this.services.models, scenario.model, [scenario])) };
  }

  @Post()
  @HttpCode(201)
  @WRITTEN
  @ApiOperation({ summary: 'keep a scenario; `extends` names another scenario by id' })
  @ApiResponse({
    status: 201,
    description: 'kept',
    schema: ref('Scenario'),
    headers: { Location: { schema: { type: 'string' } } },
  })
  @ApiResponse({ status: 409, ...problemContent('the id is taken') })
  @ApiResponse({ status: 422, ...problemContent('invalid, every problem listed') })
  async create(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<Scenario> {
    const scenario = orThrow(await this.services.scenarios.read(body));
    const taken =
      (await this.services.scenarios.find(scenario.id)) !== null ||
      !(await this.services.store.scenarios.create(scenario));
    if (taken)
      throw conflict(
        'id',
        scenario.id,
        `a scenario "${scenario.id}" exists already`,
        'choose another id, or PUT to replace a scenario of your own',
      );
    void reply.header('location', `${WHERE}/${scenario.id}`).header('etag', '"revision-1"');
    return scenario;
  }

  @Get(':id')
  @ID
  @ApiOperation({ summary: 'a scenario whole, with all that it extends' })
  @ApiResponse({ status: 200, description: 'the scenario', schema: ref('Scenario') })
  @ApiResponse({ status: 404, ...problemContent('unknown id') })
  async read(
    @Param('id', new ValidId()) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    const entry = await this.require(id);
    if (entry.file === null) void reply.header('etag', tagOf(entry));
    return entry.document;
  }

  @Put(':id')
  @ID
  @WRITTEN
  @ApiOperation({ summary: 'replace a scenario kept here; If-Match with its ETag guards against overwriting' })
  @ApiResponse({ status: 200, description: 'replaced', schema: ref('Scenario') })
  @ApiResponse({ status: 404, ...problemContent('unknown id') })
  @ApiResponse({ status: 409, ...problemContent('read-only') })
  @ApiResponse({ status: 412, ...problemContent('changed since it was read') })
  @ApiResponse({ status: 422, ...problemContent('invalid, every problem listed') })
  async replace(
    @Param('id', new ValidId()) id: string,
    @Body() body: unknown,
    @Headers('if-match') match: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    const entry = await this.requireKept(id, 'replaced');
    const scenario = orThrow(await this.services.scenarios.read(body));
    if (scenario.id !== id)
      throw new InvalidInput([
        problem(
          'id-mismatch',
          'id',
          scenario.id,
          id,
          'the id of the document is not that of the address',
          `write id: ${id}, or POST it as a scenario of its own`,
        ),
      ]);
    if (match !== undefined && match !== '*' && match !== tagOf(entry)) throw changedSince(id, match, tagOf(entry));
    if (!(await this.services.store.scenarios.replace(scenario, entry.revision)))
      throw changedSince(id, match ?? tagOf(entry), 'a later one');
    void reply.header('etag', `"revision-${entry.revision + 1}"`);
    return scenario;
  }

  @Delete(':id')
  @ID
  @HttpCode(204)
  @ApiOperation({ summary: 'remove a scenario kept here' })
  @ApiResponse({ status: 204, description: 'removed' })
  @ApiResponse({ status: 404, ...problemContent('unknown id') })
  @ApiResponse({ status: 409, ...problemContent('read-only') })
  async remove(@Param('id', new ValidId()) id: string): Promise<void> {
    await this.requireKept(id, 'deleted');
    await this.services.store.scenarios.remove(id);
  }

  @Get(':id/diff/:other')
  @ID
  @ApiParam({ name: 'other', schema: { type: 'string', pattern: '^[a-z0-9-]{1,64}$' } })
  @ApiOperation({ summary: 'fields that two scenarios hold differently' })
  @ApiResponse({ status: 200, description: 'the differences', schema: ref('ScenarioDiff') })
  @ApiResponse({ status: 404, ...problemContent('unknown id') })
  async diff(@Param('id', new ValidId()) id: string, @Param('other', new ValidId()) other: string) {
    const [left, right] = await Promise.all([this.require(id), this.require(other)]);
    return { left: id, right: other, differences: diffScenarios(left.document, right.document) };
  }

  private async require(id: string): Promise<LibraryEntry> {
    const entry = await this.services.scenarios.find(id);
    if (!entry) throw notFound('scenario', id, WHERE);
    return entry;
  }

  private async requireKept(id: string, verb: string): Promise<LibraryEntry> {
    const entry = await this.require(id);
    if (entry.file !== null)
      throw conflict(
        'id',
        id,
        `scenario "${id}" ships with the program and cannot be ${verb}`,
        `POST a scenario of your own with extends: ${id}`,
      );
    return entry;
  }
}

const changedSince = (id: string, read: string, now: string): HttpProblem =>
  new HttpProblem(412, `Scenario "${id}" was changed since it was read.`, [
    problem(
      'changed-since',
      'If-Match',
      read,
      now,
      `scenario "${id}" was changed since it was read`,
      'read it again and repeat the change',
    ),
  ]);
