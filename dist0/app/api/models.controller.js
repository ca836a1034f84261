var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
var __param = (this && this.__param) || function (paramIndex, decorator) {
    return function (target, key) { decorator(target, key, paramIndex); }
};
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { evidence } from "../../study/evidence.js";
import { summariseModel } from "../../study/model-summary.js";
import { TABLES } from "../../system/model.js";
import { InvalidInput, orThrow, problem } from "../../system/problem.js";
import { notFound } from "./http-problem.js";
import { problemContent, ref } from "./openapi-refs.js";
import { pageOf } from "./paging.js";
import { evidenceAsked, evidenceQuery, pageQuery, tablesQuery } from "./requests.js";
import { SERVICES } from "./services.js";
import { Valid, ValidId } from "./valid-input.js";
/** Left out unless asked for: a row an hour of the year says little to a reader and is most of the bytes. */
const BULKY = new Set(['load_shape']);
let ModelsController = class ModelsController {
    services;
    constructor(services) {
        this.services = services;
    }
    async list(query) {
        return pageOf(await this.services.models.listModels(), query.limit, query.cursor);
    }
    async read(id, query) {
        const model = await this.require(id);
        const { title, version } = model;
        return { id, title, version, summary: summariseModel(model), tables: chosenTables(model, query.tables) };
    }
    async evidence(id, query) {
        return evidence(await this.require(id), evidenceAsked(query));
    }
    async require(id) {
        const known = await this.services.models.listModels();
        if (!known.some((model) => model.id === id))
            throw notFound('model', id, '/api/v1/models');
        return orThrow(await this.services.models.model(id));
    }
};
__decorate([
    Get(),
    ApiOperation({ summary: 'models that ship with the program' }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } }),
    ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' } }),
    ApiResponse({ status: 200, description: 'one page', schema: ref('ModelPage') }),
    __param(0, Query(new Valid(pageQuery))),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object]),
    __metadata("design:returntype", Promise)
], ModelsController.prototype, "list", null);
__decorate([
    Get(':id'),
    ApiOperation({ summary: 'a model: totals, and its tables with the source of every row' }),
    ApiParam({ name: 'id', schema: { type: 'string' } }),
    ApiQuery({ name: 'tables', required: false, schema: { type: 'string' }, description: 'comma-separated; all but load_shape if absent' }),
    ApiResponse({ status: 200, description: 'the model', schema: ref('Model') }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    __param(0, Param('id', new ValidId())),
    __param(1, Query(new Valid(tablesQuery))),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], ModelsController.prototype, "read", null);
__decorate([
    Get(':id/evidence'),
    ApiOperation({ summary: 'the size of the load that a fall of the hash rate implies; figures of the model unless given' }),
    ApiParam({ name: 'id', schema: { type: 'string' } }),
    ApiQuery({ name: 'hash_rate', required: false, schema: { type: 'number' }, description: 'hash rate lost, EH/s' }),
    ApiQuery({ name: 'efficiency', required: false, schema: { type: 'string' }, description: 'low,central,high in J/TH' }),
    ApiQuery({ name: 'pue', required: false, schema: { type: 'number', minimum: 1, maximum: 5 } }),
    ApiQuery({ name: 'share', required: false, schema: { type: 'number', minimum: 0, maximum: 1 }, description: 'of the fall that lay in the province; above 0' }),
    ApiQuery({ name: 'claim', required: false, schema: { type: 'string' }, description: 'load claimed, such as 8 GW' }),
    ApiQuery({ name: 'draws', required: false, schema: { type: 'integer', minimum: 100, maximum: 100_000, default: 10_000 } }),
    ApiQuery({ name: 'seed', required: false, schema: { type: 'integer', minimum: 0, default: 1 } }),
    ApiResponse({ status: 200, description: 'the estimates', schema: ref('Evidence') }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    ApiResponse({ status: 422, ...problemContent('invalid query, or a model without evidence') }),
    __param(0, Param('id', new ValidId())),
    __param(1, Query(new Valid(evidenceQuery))),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], ModelsController.prototype, "evidence", null);
ModelsController = __decorate([
    ApiTags('models'),
    Controller('api/v1/models'),
    __param(0, Inject(SERVICES)),
    __metadata("design:paramtypes", [Object])
], ModelsController);
export { ModelsController };
function chosenTables({ tables }, asked) {
    const names = asked?.split(',').map((name) => name.trim()).filter(Boolean);
    const unknown = names?.filter((name) => !Object.hasOwn(TABLES, name)) ?? [];
    if (unknown.length > 0) {
        throw new InvalidInput(unknown.map((name) => problem('unknown-table', 'tables', name, `one of ${Object.keys(TABLES).join(', ')}`, `there is no table "${name}"`, 'name tables of the model package')));
    }
    return Object.fromEntries(Object.entries(tables).filter(([name]) => (names ? names.includes(name) : !BULKY.has(name))));
}
