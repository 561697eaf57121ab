import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  APPLICANT_KINDS,
  DOSSIER_CHANNELS,
  DOSSIER_CODE,
  DOSSIER_STATUSES,
  FEE_MOMENTS,
  PAYMENT_WAYS,
  RESULT_WAYS,
  type DossierStatus,
  type FeeMoment,
  type PaymentWay,
  type ResultWay,
} from '@dvc/domain';
import { OptionalText, Text } from './text-field.js';

export class DossierCodeDto {
  @ApiProperty({ example: 'H60.15-261124-0001', pattern: DOSSIER_CODE.source })
  @Matches(DOSSIER_CODE)
  readonly code!: string;
}

/** Who did something with a dossier, when, and in which words. */
export class ActDto {
  @Text(50, 'Đỗ Thị Thí Dụ')
  readonly by!: string;

  @OptionalText(200, 'Chuyên viên')
  readonly title?: string;

  @OptionalText(200, 'Bộ phận Một cửa')
  readonly department?: string;

  /** Needed where the law wants a written reason: refusing, asking for papers, stopping. */
  @OptionalText(1_000, 'Đủ thành phần hồ sơ')
  readonly content?: string;

  /** When it was done; left out: now. */
  @OptionalText(40, '2026-11-24T08:05:00+07:00')
  readonly at?: string;
}

/** Body of `POST /dossiers`. Fields have the names and forms of a file to import. */
export class OpenDossierDto extends ActDto {
  /** Left out: the province gives one. */
  @OptionalText(60, 'H60.15-261124-0001')
  readonly code?: string;

  @Text(20, '9.000001')
  readonly procedureCode!: string;

  /** The agency that decides. */
  @Text(35, 'H60.15')
  readonly agencyCode!: string;

  @Text(20, 'COUNTER', DOSSIER_CHANNELS)
  readonly channel!: string;

  @Text(20, 'CITIZEN', APPLICANT_KINDS)
  readonly applicantKind!: string;

  @Text(200, 'Phạm Minh Mẫu')
  readonly applicantName!: string;

  /** 12 digits (CCCD) or 9 (CMND). */
  @OptionalText(12)
  readonly identityNumber?: string;

  @OptionalText(16)
  readonly phone?: string;

  @OptionalText(255, 'mau@vidu.example')
  readonly email?: string;

  @Text(1_000, 'Đề nghị cấp giấy chứng nhận mẫu')
  readonly summary!: string;

  /** Left out: now. */
  @OptionalText(40, '2026-11-24T08:05:00+07:00')
  readonly submittedAt?: string;
}

export class FeeDto {
  @Text(50, '2')
  readonly code!: string;

  @Text(500, 'Lệ phí cấp giấy')
  readonly name!: string;

  /** Đồng. */
  @ApiProperty({ example: 245_000 })
  @IsInt()
  @Min(1)
  @Max(1_000_000_000_000)
  readonly amount!: number;

  @ApiProperty({ enum: FEE_MOMENTS })
  @IsIn(FEE_MOMENTS)
  readonly due!: FeeMoment;
}

export class ResultDto {
  @ApiProperty({ enum: RESULT_WAYS })
  @IsIn(RESULT_WAYS)
  readonly way!: ResultWay;

  @OptionalText(1_000, 'Giấy chứng nhận mẫu')
  readonly paperName?: string;

  /** Kind of paper in the national list. */
  @OptionalText(50, 'KQ.G09.000991')
  readonly paperCode?: string;

  /** Address of the electronic copy. */
  @OptionalText(1_000, 'https://tep.vidu.example/ket-qua.pdf')
  readonly fileUrl?: string;

  /** Number of the parcel, by post. */
  @OptionalText(50)
  readonly postCode?: string;
}

/** Body of `POST /dossiers/:code/status`. */
export class MoveDossierDto extends ActDto {
  /** Must follow the present status. */
  @ApiProperty({ enum: DOSSIER_STATUSES })
  @IsIn(DOSSIER_STATUSES)
  readonly to!: DossierStatus;

  /** What must be paid, with `PAYMENT_REQUIRED`. */
  @ApiPropertyOptional({ type: [FeeDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => FeeDto)
  readonly fees?: readonly FeeDto[];

  /** How it was paid, after `PAYMENT_REQUIRED`; left out: the request is called off. */
  @ApiPropertyOptional({ enum: PAYMENT_WAYS })
  @IsOptional()
  @IsIn(PAYMENT_WAYS)
  readonly paidBy?: PaymentWay;

  /** After a supplement the whole legal time begins anew. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  readonly isTimeRestarted?: boolean;

  /** How the result is handed out, with `RESULT_RETURNED`. */
  @ApiPropertyOptional({ type: ResultDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => ResultDto)
  readonly result?: ResultDto;
}

/** Body of `POST /dossiers/:code/supplement-answer`. */
export class AnswerSupplementDto extends ActDto {
  /** Left out: processing goes on, or, before acceptance, the dossier waits for a clerk again. */
  @ApiPropertyOptional({ enum: ['NEW', 'ACCEPTED', 'PROCESSING'] })
  @IsOptional()
  @IsIn(['NEW', 'ACCEPTED', 'PROCESSING'])
  readonly to?: DossierStatus;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  readonly isTimeRestarted?: boolean;
}

/** Body of `POST /dossiers/:code/result`. */
export class ReturnResultDto extends ActDto {
  @ApiProperty({ type: ResultDto })
  @ValidateNested()
  @Type(() => ResultDto)
  readonly result!: ResultDto;
}

/** One of many changes: a new dossier, or a step of one that is there. */
export class DossierChangeDto {
  @ApiPropertyOptional({ type: OpenDossierDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => OpenDossierDto)
  readonly open?: OpenDossierDto;

  @ApiPropertyOptional({ pattern: DOSSIER_CODE.source })
  @IsOptional()
  @IsString()
  @Matches(DOSSIER_CODE)
  readonly code?: string;

  @ApiPropertyOptional({ type: MoveDossierDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoveDossierDto)
  readonly move?: MoveDossierDto;
}

export const MOST_CHANGES = 500;

/** Body of `POST /dossiers/changes`: all of them, in order, or none. */
export class DossierChangesDto {
  @ApiProperty({ type: [DossierChangeDto], maxItems: MOST_CHANGES })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => DossierChangeDto)
  readonly changes!: readonly DossierChangeDto[];
}
