import 'reflect-metadata';
import { existsSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import compress from '@fastify/compress';
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { jsonLog } from '../../io/log/json-log.ts';
import { ApiModule } from './api.module.ts';
import { readJsonBodies } from './server/json-bodies.ts';
import { logRequests, newRequestId, requestLines } from './server/request-log.ts';
import { nestLog } from './server/nest-log.ts';
import { guardedServer } from './server/guarded-server.ts';
import type { HostName } from './server/host-names.ts';
import { openApiDocument } from './openapi/openapi.ts';
import { refuseUnreadable } from './server/problem-filter.ts';
import { inReaders } from './server/readers-language.ts';
import type { Services } from './services.ts';

export interface ServerOptions {
  /** folder of the built dashboard; the root address leads to /docs when there is none */
  readonly dashboard: string;
  readonly requestsPerMinute?: number;
  /** names that are this server's besides those of this machine */
  readonly hosts?: readonly HostName[];
  /** nothing is logged if absent */
  readonly log?: Logger;
}

const BODY_LIMIT = 1024 * 1024;
const REQUESTS_PER_MINUTE = 1200;

/** The API, its description and the dashboard as one application, not listening yet. */
export async function createServer(services: Services, options: ServerOptions): Promise<NestFastifyApplication> {
  const log = options.log ?? jsonLog('silent');
  const serverFactory = (answer: RequestListener): Server => guardedServer(answer, options.hosts ?? [], log);
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    logController: requestLines,
    genReqId: newRequestId,
    serverFactory,
    http: { requireHostHeader: false },
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: refuseUnreadable,
  });
  logRequests(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with(services, options.requestsPerMinute ?? REQUESTS_PER_MINUTE),
    adapter,
    { bodyParser: false, logger: nestLog(log) },
  );
  readJsonBodies(app.getHttpAdapter().getInstance());
  await protect(app);
  const document = openApiDocument(app, services.version);
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'openapi.json', customSiteTitle: 'Spillway API' });
  await serveDashboard(app, options.dashboard);
  await app.init();
  return app;
}

async function protect(app: NestFastifyApplication): Promise<void> {
  // JSON is the only body understood: a form on another site cannot send it without asking first.
  app.getHttpAdapter().getInstance().removeContentTypeParser('text/plain');
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // The server speaks plain http on the local machine; both would lock a browser out of it.
    hsts: false,
    crossOriginOpenerPolicy: false,
  });
  // Problems of a job that failed are kept in English and told in the language of whoever asks.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preSerialization', (request, _reply, payload, done) => {
      done(null, inReaders(request, payload));
    });
  await app.register(compress, { threshold: 2048 });
  await app.register(etag);
}

async function serveDashboard(app: NestFastifyApplication, folder: string): Promise<void> {
  if (existsSync(folder))
    await app.register(fastifyStatic, { root: folder, prefix: '/', decorateReply: false, wildcard: false });
  else
    app
      .getHttpAdapter()
      .getInstance()
      .get('/', (_request, reply) => reply.redirect('/docs'));
}
