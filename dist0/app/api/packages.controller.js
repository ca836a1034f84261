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
import { packageBody, runOptions } from "./requests.js";
import { scenariosOf } from "./scenario-argument.js";
import { Submits } from "./submit-docs.js";
import { Valid } from "./valid-input.js";
let PackagesController = class PackagesController extends jobController('package', 'Package') {
    async submit(body, key, reply) {
        const named = { scenario: body.scenario, ...Object.fromEntries(body.with.map((one, i) => [`with[${i}]`, one])) };
        const found = await scenariosOf(this.services, named);
        const given = body.with.map((_, i) => found[`with[${i}]`]);
        return this.accept({ kind: 'package', scenario: found.scenario, package: { with: given }, options: runOptions(body.options, found.scenario) }, body, key, reply);
    }
};
__decorate([
    Post(),
    Submits('counter-measures, each alone and as a share of them all', 'PackageRequest', 'Package'),
    __param(0, Body(new Valid(packageBody))),
    __param(1, Headers('idempotency-key')),
    __param(2, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, Object, Object]),
    __metadata("design:returntype", Promise)
], PackagesController.prototype, "submit", null);
PackagesController = __decorate([
    ApiTags('packages'),
    Controller('api/v1/packages')
], PackagesController);
export { PackagesController };
