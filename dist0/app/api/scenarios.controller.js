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
import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { diffScenarios } from "../../study/diff-scenarios.js";
import { InvalidInput, orThrow, problem } from "../../system/problem.js";
import { conflict, HttpProblem, notFound } from "./http-problem.js";
import { problemContent, ref } from "./openapi-refs.js";
import { pageOf } from "./paging.js";
import { pageQuery } from "./requests.js";
import { SERVICES } from "./services.js";
import { Valid, ValidId } from "./valid-input.js";
const WHERE = '/api/v1/scenarios';
const ID = ApiParam({ name: 'id', schema: { type: 'string', pattern: '^[a-z0-9-]{1,64}$' } });
const WRITTEN = ApiBody({ schema: ref('ScenarioInput') });
const tagOf = ({ revision }) => `"revision-${revision}"`;
const listed = ({ document, file, revision }) => ({
    id: document.id, title: document.title, model: document.model, basis: document.basis, window: document.window,
    measures: document.measures.map((measure) => measure.id), read_only: file !== null, revision,
});
let ScenariosController = class ScenariosController {
    services;
    constructor(services) {
        this.services = services;
    }
    async list(query) {
        const { items, next } = pageOf(await this.services.scenarios.list(), query.limit, query.cursor);
        return { items: items.map(listed), next };
    }
    async validate(body) {
        return { valid: true, scenario: orThrow(await this.services.scenarios.read(body)) };
    }
    async create(body, reply) {
        const scenario = orThrow(await this.services.scenarios.read(body));
        const taken = (await this.services.scenarios.find(scenario.id)) !== null || !(await this.services.store.scenarios.create(scenario));
        if (taken)
            throw conflict('id', scenario.id, `a scenario "${scenario.id}" exists already`, 'choose another id, or PUT to replace a scenario of your own');
        void reply.header('location', `${WHERE}/${scenario.id}`).header('etag', '"revision-1"');
        return scenario;
    }
    async read(id, reply) {
        const entry = await this.require(id);
        if (entry.file === null)
            void reply.header('etag', tagOf(entry));
        return entry.document;
    }
    async replace(id, body, match, reply) {
        const entry = await this.requireKept(id, 'replaced');
        const scenario = orThrow(await this.services.scenarios.read(body));
        if (scenario.id !== id)
            throw new InvalidInput([problem('id-mismatch', 'id', scenario.id, id, 'the id of the document is not that of the address', `write id: ${id}, or POST it as a scenario of its own`)]);
        if (match !== undefined && match !== '*' && match !== tagOf(entry))
            throw changedSince(id, match, tagOf(entry));
        if (!(await this.services.store.scenarios.replace(scenario, entry.revision)))
            throw changedSince(id, match ?? tagOf(entry), 'a later one');
        void reply.header('etag', `"revision-${entry.revision + 1}"`);
        return scenario;
    }
    async remove(id) {
        await this.requireKept(id, 'deleted');
        await this.services.store.scenarios.remove(id);
    }
    async diff(id, other) {
        const [left, right] = await Promise.all([this.require(id), this.require(other)]);
        return { left: id, right: other, differences: diffScenarios(left.document, right.document) };
    }
    async require(id) {
        const entry = await this.services.scenarios.find(id);
        if (!entry)
            throw notFound('scenario', id, WHERE);
        return entry;
    }
    async requireKept(id, verb) {
        const entry = await this.require(id);
        if (entry.file !== null)
            throw conflict('id', id, `scenario "${id}" ships with the program and cannot be ${verb}`, `POST a scenario of your own with extends: ${id}`);
        return entry;
    }
};
__decorate([
    Get(),
    ApiOperation({ summary: 'scenarios by id: those that ship with the program (read-only) and those kept here' }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } }),
    ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' } }),
    ApiResponse({ status: 200, description: 'one page', schema: ref('ScenarioPage') }),
    __param(0, Query(new Valid(pageQuery))),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object]),
    __metadata("design:returntype", Promise)
], ScenariosController.prototype, "list", null);
__decorate([
    Post('validate'),
    HttpCode(200),
    WRITTEN,
    ApiOperation({ summary: 'check a scenario without keeping it' }),
    ApiResponse({ status: 200, description: 'valid; the scenario whole', schema: ref('ValidScenario') }),
    ApiResponse({ status: 422, ...problemContent('invalid, every problem listed') }),
    __param(0, Body()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object]),
    __metadata("design:returntype", Promise)
], ScenariosController.prototype, "validate", null);
__decorate([
    Post(),
    HttpCode(201),
    WRITTEN,
    ApiOperation({ summary: 'keep a scenario; `extends` names another scenario by id' }),
    ApiResponse({ status: 201, description: 'kept', schema: ref('Scenario'), headers: { Location: { schema: { type: 'string' } } } }),
    ApiResponse({ status: 409, ...problemContent('the id is taken') }),
    ApiResponse({ status: 422, ...problemContent('invalid, every problem listed') }),
    __param(0, Body()),
    __param(1, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, Object]),
    __metadata("design:returntype", Promise)
], ScenariosController.prototype, "create", null);
__decorate([
    Get(':id'),
    ID,
    ApiOperation({ summary: 'a scenario whole, with all that it extends' }),
    ApiResponse({ status: 200, description: 'the scenario', schema: ref('Scenario') }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    __param(0, Param('id', new ValidId())),
    __param(1, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], ScenariosController.prototype, "read", null);
__decorate([
    Put(':id'),
    ID,
    WRITTEN,
    ApiOperation({ summary: 'replace a scenario kept here; If-Match with its ETag guards against overwriting' }),
    ApiResponse({ status: 200, description: 'replaced', schema: ref('Scenario') }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    ApiResponse({ status: 409, ...problemContent('read-only') }),
    ApiResponse({ status: 412, ...problemContent('changed since it was read') }),
    ApiResponse({ status: 422, ...problemContent('invalid, every problem listed') }),
    __param(0, Param('id', new ValidId())),
    __param(1, Body()),
    __param(2, Headers('if-match')),
    __param(3, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object, Object, Object]),
    __metadata("design:returntype", Promise)
], ScenariosController.prototype, "replace", null);
__decorate([
    Delete(':id'),
    ID,
    HttpCode(204),
    ApiOperation({ summary: 'remove a scenario kept here' }),
    ApiResponse({ status: 204, description: 'removed' }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    ApiResponse({ status: 409, ...problemContent('read-only') }),
    __param(0, Param('id', new ValidId())),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String]),
    __metadata("design:returntype", Promise)
], ScenariosController.prototype, "remove", null);
__decorate([
    Get(':id/diff/:other'),
    ID,
    ApiParam({ name: 'other', schema: { type: 'string', pattern: '^[a-z0-9-]{1,64}$' } }),
    ApiOperation({ summary: 'fields that two scenarios hold differently' }),
    ApiResponse({ status: 200, description: 'the differences', schema: ref('ScenarioDiff') }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    __param(0, Param('id', new ValidId())),
    __param(1, Param('other', new ValidId())),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, String]),
    __metadata("design:returntype", Promise)
], ScenariosController.prototype, "diff", null);
ScenariosController = __decorate([
    ApiTags('scenarios'),
    Controller('api/v1/scenarios'),
    __param(0, Inject(SERVICES)),
    __metadata("design:paramtypes", [Object])
], ScenariosController);
export { ScenariosController };
const changedSince = (id, read, now) => new HttpProblem(412, `Scenario "${id}" was changed since it was read.`, [problem('changed-since', 'If-Match', read, now, `scenario "${id}" was changed since it was read`, 'read it again and repeat the change')]);
