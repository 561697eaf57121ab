import { IsOptional, IsString, MaxLength } from 'class-validator';

/** Body of `POST /sign-in`. */
export class SignInDto {
  @IsString({ message: 'token: thiếu mã đăng nhập' })
  @MaxLength(500, { message: 'token: quá dài' })
  readonly token!: string;

  /** Page to go on to. */
  @IsOptional()
  @IsString({ message: 'back: phải là đường dẫn' })
  @MaxLength(2_000, { message: 'back: quá dài' })
  readonly back?: string;
}
