import { Injectable } from '@nestjs/common';
import { ConsoleHttpConfig } from '@dvc/config';

interface Notice {
  readonly message: string;
  readonly hint: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Commands stand in back quotes. */
const withCode = (html: string): string => html.replace(/`([^`]+)`/g, '<code>$1</code>');

const notice = ({ message, hint }: Notice): string =>
  `<p class="notice" role="alert"><strong>${escapeHtml(message)}</strong><br>${withCode(escapeHtml(hint))}</p>`;

const MOCK_BANNER = '<p class="banner">MÔI TRƯỜNG GIẢ LẬP – KHÔNG PHẢI CỔNG DVCQG</p>';

/** Small pages without script, for people who are not signed in or went astray. */
@Injectable()
export class NoticePages {
  constructor(private readonly config: ConsoleHttpConfig) {}

  /**
   * @param why Why the last try failed; `null` on the first.
   * @param back Path to go on to after sign-in.
   */
  signIn(why: Notice | null, back: string): string {
    return this.page(
      'Đăng nhập',
      `<p>Bảng điều khiển chỉ mở cho người có mã đăng nhập. <span lang="en">Sign in with the console token.</span></p>
${why === null ? '' : notice(why)}
<form method="post" action="/sign-in">
<input type="hidden" name="back" value="${escapeHtml(back)}">
<label for="token">Mã đăng nhập</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus spellcheck="false" aria-describedby="where">
<p id="where" class="small">Là phần sau <code>?token=</code> trong địa chỉ mà <code>npm start</code> in ra.</p>
<button type="submit">Đăng nhập</button>
</form>`,
    );
  }

  failure(why: Notice): string {
    return this.page('Không mở được trang', `${notice(why)}\n<p><a href="/">Về trang Tiến độ tích hợp</a></p>`);
  }

  private page(title: string, content: string): string {
    return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – DVCQG Sync</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/sign-in.css">
</head>
<body>
${this.config.CONSOLE_ENVIRONMENT === 'mock' ? MOCK_BANNER : ''}
<main>
<p class="brand">DVCQG Sync</p>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  }
}

export const NOTICE_CSS = `:root { color-scheme: light dark; --paper: #f4f6f9; --card: #fff; --ink: #17212e; --soft: #526072; --line: #cbd3dd;
  --accent: #0b5cad; --on-accent: #fff; --warn: #fdebdc; --warn-ink: #7a2f00; }
@media (prefers-color-scheme: dark) { :root { --paper: #10151c; --card: #19212b; --ink: #e8edf3; --soft: #a3b1c2; --line: #344252;
  --accent: #7ab8ff; --on-accent: #0a1a2b; --warn: #40230c; --warn-ink: #ffc894; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.banner { margin: 0; padding: .5rem 1rem; text-align: center; font-weight: 700; font-size: clamp(.6rem, 3.1vw, .875rem); letter-spacing: .02em; background: #ffb35c; color: #2b1500; }
main { max-width: 27rem; margin: clamp(1.5rem, 10vh, 6rem) auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
@media (max-width: 30rem) { main { margin: 1rem; padding: 1.25rem; } }
.brand { margin: 0; font-weight: 650; color: var(--accent); }
h1 { margin: .25rem 0 .75rem; font-size: 1.6rem; line-height: 1.2; }
.notice { padding: .75rem 1rem; border-radius: 8px; background: var(--warn); color: var(--warn-ink); }
.small, [lang=en] { color: var(--soft); font-size: .875rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input[type=password] { width: 100%; margin-top: .35rem; padding: .65rem .75rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; }
button { width: 100%; padding: .7rem 1rem; font: inherit; font-weight: 650; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; cursor: pointer; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
