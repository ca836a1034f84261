import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { COUNTS, GROUPINGS, STEPS } from '../../../study/present/series-nature.ts';
import { SERIES_QUANTITIES } from '../../../engine/outcome/series.ts';
import { problemContent, ref } from './openapi-refs.ts';

/** What both series addresses have in common in the OpenAPI document. */
export const GivesSeries = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'values of one quantity by hour, day or month; the default counts what the headline counts',
    }),
    ApiParam({ name: 'id', schema: { type: 'string' } }),
    ApiQuery({ name: 'quantity', required: true, schema: { type: 'string', enum: [...SERIES_QUANTITIES] } }),
    ApiQuery({ name: 'by', required: false, schema: { type: 'string', enum: [...GROUPINGS] } }),
    ApiQuery({
      name: 'counts',
      required: false,
      schema: { type: 'string', enum: [...COUNTS], default: 'statistic' },
      description:
        'which hydropower is counted: that in the published statistic, small hydro of the grid, or direct ' +
        'pockets; series of anything else have one part',
    }),
    ApiQuery({
      name: 'station',
      required: false,
      schema: { type: 'string' },
      description: 'only these stations or aggregated small hydro, apart by commas',
    }),
    ApiQuery({
      name: 'zone',
      required: false,
      schema: { type: 'string' },
      description: 'only what lies in these zones or pockets; of corridors, those that end there',
    }),
    ApiQuery({
      name: 'section',
      required: false,
      schema: { type: 'string' },
      description: 'only what lies behind these sections; of corridors, those they are made of',
    }),
    ApiQuery({ name: 'step', required: false, schema: { type: 'string', enum: [...STEPS], default: 'hour' } }),
    ApiQuery({ name: 'from', required: false, schema: { type: 'string' }, description: 'ISO 8601' }),
    ApiQuery({ name: 'to', required: false, schema: { type: 'string' }, description: 'ISO 8601' }),
    ApiResponse({
      status: 200,
      description: 'by Accept',
      content: { 'application/json': { schema: ref('Series') }, 'text/csv': { schema: { type: 'string' } } },
    }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    ApiResponse({ status: 409, ...problemContent('not done yet') }),
    ApiResponse({ status: 422, ...problemContent('invalid query') }),
  );
