import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the description of the HTTP interface at `/docs` and `/docs-json`, open to all. */
export function serveOpenApi(app: INestApplication): void {
  const about = new DocumentBuilder()
    .setTitle('DVCQG Sync · province')
    .setDescription('Hệ thống một cửa của tỉnh: hồ sơ, và kế hoạch tích hợp dịch vụ công.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, SwaggerModule.createDocument(app, about));
}
