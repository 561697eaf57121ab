import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PortalRecords } from '../records/portal-records.js';

/** Open to all: says that the mock is there, and nothing else. */
@ApiTags('Sức khỏe')
@Controller()
export class HealthController {
  constructor(private readonly records: PortalRecords) {}

  @ApiOperation({ summary: 'Tiến trình còn sống' })
  @Get('health/live')
  live(): { status: string } {
    return { status: 'up' };
  }

  @ApiOperation({ summary: 'Có thể nhận cuộc gọi: cơ sở dữ liệu trả lời' })
  @Get('health/ready')
  async ready(): Promise<{ status: string; database: string }> {
    try {
      await this.records.ping();
    } catch {
      throw new ServiceUnavailableException(
        'Cơ sở dữ liệu của Cổng mô phỏng không trả lời; kiểm tra MOCK_DATABASE_URL.',
      );
    }
    return { status: 'up', database: 'up' };
  }

  @ApiOperation({ summary: 'Tình trạng và thời gian chạy (giây)' })
  @Get('__sim/health')
  health(): { status: string; uptime: number } {
    return { status: 'up', uptime: Math.round(process.uptime()) };
  }
}
