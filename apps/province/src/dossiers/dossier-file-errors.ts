import { AppError } from '@dvc/domain';

export class DossierFileTypeError extends AppError {
  readonly code = 'DOSSIER_FILE_TYPE';

  constructor(given: string) {
    super(`Không nhận nội dung kiểu "${given}"`, 'Gửi NDJSON (application/x-ndjson) hoặc CSV UTF-8 (text/csv).');
  }
}

export class DossierFileTooLargeError extends AppError {
  readonly code = 'DOSSIER_FILE_TOO_LARGE';

  constructor(limitBytes: number) {
    super(`Tệp lớn hơn ${String(limitBytes / 1_000_000)} MB`, 'Tách thành nhiều tệp.');
  }
}
