var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var ApiModule_1;
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { BackcastsController } from "./backcasts.controller.js";
import { ComparisonsController } from "./comparisons.controller.js";
import { DecompositionsController } from "./decompositions.controller.js";
import { EnsemblesController } from "./ensembles.controller.js";
import { ModelsController } from "./models.controller.js";
import { PackagesController } from "./packages.controller.js";
import { ProblemFilter } from "./problem-filter.js";
import { RunsController } from "./runs.controller.js";
import { ScenariosController } from "./scenarios.controller.js";
import { SERVICES } from "./services.js";
import { StatusController } from "./status.controller.js";
import { SweepsController } from "./sweeps.controller.js";
import { TornadosController } from "./tornados.controller.js";
const MINUTE_MS = 60_000;
let ApiModule = ApiModule_1 = class ApiModule {
    /** The whole API around one set of services. */
    static with(services, requestsPerMinute) {
        return {
            module: ApiModule_1,
            imports: [ThrottlerModule.forRoot([{ ttl: MINUTE_MS, limit: requestsPerMinute }])],
            controllers: [ModelsController, ScenariosController, RunsController, ComparisonsController, SweepsController, BackcastsController, DecompositionsController, PackagesController, EnsemblesController, TornadosController, StatusController],
            providers: [
                { provide: SERVICES, useValue: services }, { provide: APP_GUARD, useClass: ThrottlerGuard }, { provide: APP_FILTER, useClass: ProblemFilter },
            ],
        };
    }
};
ApiModule = ApiModule_1 = __decorate([
    Module({})
], ApiModule);
export { ApiModule };
