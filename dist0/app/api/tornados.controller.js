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
import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { jobController } from "./job-controller.js";
import { runOptions, tornadoBody } from "./requests.js";
import { scenariosOf } from "./scenario-argument.js";
import { Submits } from "./submit-docs.js";
import { Valid } from "./valid-input.js";
let TornadosController = class TornadosController extends jobController('tornado', 'Tornado') {
    async submit({ variants = [], ...body }, key, reply) {
        const ends = variants.flatMap((one, i) => [[`variants[${i}].reference`, one.reference], [`variants[${i}].counterfactual`, one.counterfactual]]);
        const named = { reference: body.reference, counterfactual: body.counterfactual, ...Object.fromEntries(ends) };
        const found = await scenariosOf(this.services, named);
        const pairs = variants.map((_, i) => ({ reference: found[`variants[${i}].reference`], counterfactual: found[`variants[${i}].counterfactual`] }));
        const asked = { ...body, ...(variants.length > 0 && { variants }) };
        return this.accept({ kind: 'tornado', tornado: { reference: found.reference, counterfactual: found.counterfactual, variants: pairs }, options: runOptions(body.options, found.counterfactual) }, asked, key, reply);
    }
};
__decorate([
    Post(),
    Submits('every uncertain input at its low and its high end, one at a time', 'TornadoRequest', 'Tornado'),
    __param(0, Body(new Valid(tornadoBody))),
    __param(1, Headers('idempotency-key')),
    __param(2, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, Object, Object]),
    __metadata("design:returntype", Promise)
], TornadosController.prototype, "submit", null);
TornadosController = __decorate([
    ApiTags('tornados'),
    Controller('api/v1/tornados')
], TornadosController);
export { TornadosController };
