import { AppError, type Verdict } from '@dvc/domain';

/** The session cannot be had. `verdict` says whether nothing was sent, we must wait, or a person must look. */
export class PortalLoginError extends AppError {
  readonly code = 'PORTAL_LOGIN_FAILED';

  constructor(
    readonly verdict: Verdict,
    /** The portal asks for so long a pause (ms). */
    readonly holdMs: number,
  ) {
    super(
      `Không đăng nhập được Cổng: ${verdict.code} ${verdict.message}`.trim(),
      'Kiểm tra PORTAL_URL và PORTAL_PASSWORD',
    );
  }
}
